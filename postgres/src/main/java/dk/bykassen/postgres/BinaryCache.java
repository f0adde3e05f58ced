package dk.bykassen.postgres;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where unpacked binaries live when nobody says otherwise. */
final class BinaryCache {

    private BinaryCache() {}

    static Path ofThisUser() {
        if (UnprivilegedUser.thisProcessIsRoot()) {
            // Root's home is closed to others, but an unprivileged server must get at its binaries.
            Path system = Path.of("/var/cache");
            return (Files.isWritable(system) ? system : temporary()).resolve("bykassen");
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, "bykassen");
        }
        Path home = Path.of(System.getProperty("user.home"));
        return Files.isWritable(home) ? home.resolve(".cache").resolve("bykassen") : ownTemporary();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static Path ownTemporary() {
        return temporary().resolve("bykassen-" + System.getProperty("user.name"));
    }
}
