package dk.bykassen.demo;

import dk.bykassen.kernel.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** The demo's secrets, made at the first start. Their name begins with {@code demo}, which production refuses. */
final class DemoSecrets {

    private DemoSecrets() {}

    /** The file with the secrets, made where it is missing: whole or not at all, and for nobody else to read. */
    static Path in(Path data) throws IOException {
        Path file = data.resolve("secrets");
        if (Files.notExists(file)) {
            Files.createDirectories(data);
            Path fresh = Files.createTempFile(
                    data,
                    "secrets",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String name = "demo-" + UUID.randomUUID().toString().substring(0, 8);
            Files.writeString(fresh, Keyring.newLine(name) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }
}
