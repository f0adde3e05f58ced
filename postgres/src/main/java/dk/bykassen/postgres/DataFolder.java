package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The cluster on disk and its superuser's password, which lives inside it: both appear by one rename, or neither.
 *
 * @param home the folder given to the launcher
 * @param path the cluster in it
 */
record DataFolder(Path home, Path path) {

    static final String SUPERUSER = "bykassen";
    private static final String HALF_MADE = "pgdata.new";
    private static final SecureRandom RANDOM = new SecureRandom();

    static DataFolder in(Path home) {
        return new DataFolder(home, home.resolve("pgdata"));
    }

    /** Checks what is there, or makes a new cluster in a side folder when nothing is. */
    void prepare(PostgresBinaries binaries, UnprivilegedUser user, boolean durable)
            throws IOException, InterruptedException {
        FileTrees.deleteStartingWith(HALF_MADE, home);
        if (Files.exists(path.resolve("PG_VERSION"))) {
            requireMajor(binaries.major());
            user.own(path);
        } else if (FileTrees.isEmptyOrAbsent(path)) {
            create(binaries, user, durable);
        } else {
            throw PostgresUnavailable.because("The folder " + path
                    + " has files but is no PostgreSQL data folder: restore a backup there, or move it away.");
        }
    }

    String password() throws IOException {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (NoSuchFileException e) {
            throw PostgresUnavailable.because("The file " + passwordFile()
                    + " with the database password is missing: restore it from a backup, or move " + path + " away.");
        }
    }

    private Path passwordFile() {
        return path.resolve("superuser.password");
    }

    private void requireMajor(String ours) throws IOException {
        String theirs = Files.readString(path.resolve("PG_VERSION")).strip();
        if (!theirs.equals(ours)) {
            throw PostgresUnavailable.because("The data folder " + path + " was made by PostgreSQL " + theirs
                    + " and this build brings PostgreSQL " + ours
                    + ": dump it with the build that made it and load it here, or choose an empty folder.");
        }
    }

    private void create(PostgresBinaries binaries, UnprivilegedUser user, boolean durable)
            throws IOException, InterruptedException {
        Path side = Files.createTempDirectory(home, HALF_MADE + "-");
        try {
            Path fresh = Files.createDirectory(side.resolve("pgdata"), onlyOwner("rwx------"));
            Path password = Files.createFile(side.resolve("password"), onlyOwner("rw-------"));
            Files.writeString(password, newPassword());
            user.own(side);
            initdb(binaries, user, durable, side, fresh, password);
            Files.move(password, fresh.resolve(passwordFile().getFileName()));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE); // replaces an empty folder
        } finally {
            FileTrees.delete(side);
        }
    }

    private void initdb(
            PostgresBinaries binaries, UnprivilegedUser user, boolean durable, Path side, Path fresh, Path password)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(user.command(binaries.initdb().toString(), "-D", fresh.toString()));
        command.addAll(List.of("-U", SUPERUSER, "--pwfile=" + password, "-A", "scram-sha-256", "-E", "UTF8"));
        // The builtin locale does not change under us with the system's libraries; names sort by ICU where it matters.
        command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.add("--no-instructions");
        if (!durable) {
            command.add("--no-sync");
        }
        ServerLog log = ServerLog.from(home);
        Process initdb = Wrapped.start("TERM", side.toString(), command, log);
        try {
            if (initdb.waitFor() != 0) {
                throw log.explain("PostgreSQL could not make its data folder");
            }
        } finally {
            initdb.getOutputStream().close(); // interrupted: the wrapper ends initdb
            initdb.waitFor();
        }
    }

    private static FileAttribute<?> onlyOwner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return new String(Base64.getUrlEncoder().withoutPadding().encode(random), StandardCharsets.US_ASCII);
    }
}
