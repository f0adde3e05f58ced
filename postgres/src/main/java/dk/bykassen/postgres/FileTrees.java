package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Acts on a folder with all that is in it, the folder itself last. */
final class FileTrees {

    private interface Act {
        void on(Path path) throws IOException;
    }

    private FileTrees() {}

    static void delete(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            walk(tree, Files::deleteIfExists);
        }
    }

    /** The folder itself changes hands last: its owner tells whether an earlier attempt got to the end. */
    static void giveTo(UserPrincipal owner, Path tree) throws IOException {
        if (!Files.getOwner(tree).equals(owner)) {
            walk(tree, path -> Files.setAttribute(path, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS));
        }
    }

    static void deleteStartingWith(String prefix, Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path entry : entries) {
                delete(entry);
            }
        }
    }

    static boolean isEmptyOrAbsent(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (NoSuchFileException absent) {
            return true;
        }
    }

    private static void walk(Path tree, Act act) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                act.on(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // A server that is just going away removes files of its own while we walk.
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                act.on(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
