package dk.bykassen.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of one PostgreSQL version, unpacked from the jar on the class path.
 *
 * <p>A folder is named by the hash of its content and appears by one rename, so whoever sees it sees all of it.
 *
 * @param folder the unpacked tree
 */
record PostgresBinaries(Path folder) {

    private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final String HALF_UNPACKED = "unpack-";

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    /** The major version, "18" for 18.6. */
    String major() throws IOException, InterruptedException {
        String version = Command.output(postgres().toString(), "-V"); // postgres (PostgreSQL) 18.6
        return version.replaceAll("(?s).*\\)\\s+(\\d+).*", "$1");
    }

    /** Unpacks into {@code cache} unless that has been done; a second process that wants the same waits for the first. */
    static synchronized PostgresBinaries unpackedIn(Path cache) throws IOException {
        byte[] archive = archive();
        PostgresBinaries binaries = new PostgresBinaries(cache.resolve("postgresql-" + hash(archive)));
        if (binaries.complete()) {
            return binaries;
        }
        createOpen(cache);
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!binaries.complete()) {
                // With the lock in hand, anything half unpacked is the rest of a killed process.
                FileTrees.deleteStartingWith(HALF_UNPACKED, cache);
                FileTrees.delete(binaries.folder);
                binaries.unpack(archive);
            }
        }
        return binaries;
    }

    /** Cleaners of cache folders take single old files: look for the first and the last thing a start needs. */
    private boolean complete() {
        return Files.isExecutable(postgres())
                && Files.isExecutable(initdb())
                && Files.isReadable(folder.resolve("share/postgresql/postgres.bki"));
    }

    private void unpack(byte[] archive) throws IOException {
        Path half = Files.createTempDirectory(folder.getParent(), HALF_UNPACKED);
        try {
            Files.setPosixFilePermissions(half, OPEN);
            try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, half);
                }
            }
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTrees.delete(half);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("the archive wants to write outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createOpen(path);
            return;
        }
        createOpen(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, root.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, (entry.getMode() & 0100) != 0 ? OPEN : READABLE);
        }
    }

    /** Creates missing folders so that any user may enter them, whatever the umask says. */
    private static void createOpen(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        createOpen(folder.getParent());
        try {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, OPEN);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) { // else another process was quicker
                throw e;
            }
        }
    }

    private static byte[] archive() throws IOException {
        String name = "/postgres-" + system() + "-" + processor() + ".txz";
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw PostgresUnavailable.because("This build brings no PostgreSQL for " + System.getProperty("os.name")
                        + " on " + System.getProperty("os.arch") + ": give the address of your own database instead.");
            }
            return in.readAllBytes();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.contains("windows") ? "windows" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java runtime has SHA-256", e);
        }
    }
}
