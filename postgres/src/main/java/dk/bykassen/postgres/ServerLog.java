package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file the server writes its messages to; a start is judged by what was written since it began. */
final class ServerLog {

    private static final long MAX_BYTES = 5_000_000;
    /** A server needs room for one more file of its write-ahead log (16 MB). */
    private static final long ROOM_TO_START = 17_000_000;

    private final Path home;
    private final Path file;
    private final long begin;

    private ServerLog(Path home, Path file, long begin) {
        this.home = home;
        this.file = file;
        this.begin = begin;
    }

    static ServerLog from(Path home) throws IOException {
        Path file = home.resolve("postgres.log");
        long size = Files.exists(file) ? Files.size(file) : 0;
        if (size > MAX_BYTES) {
            Files.move(file, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            size = 0;
        }
        return new ServerLog(home, file, size);
    }

    Path file() {
        return file;
    }

    /** Why the program that wrote this log gave up, in one sentence. */
    PostgresUnavailable explain(String whatFailed) throws IOException {
        String said = since();
        // On a full disk the log itself may be cut short, so ask the disk too.
        if (PostgresUnavailable.saysDiskFull(said) || Files.getFileStore(home).getUsableSpace() < ROOM_TO_START) {
            return PostgresUnavailable.diskFull(home, null);
        }
        String reason = said.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                .map(line -> line.replaceFirst(".*(FATAL|PANIC|error):\\s*", ""))
                .reduce((earlier, last) -> last)
                .orElse("it gave no reason");
        return PostgresUnavailable.because(whatFailed + ": " + reason + " (see " + file + ").");
    }

    boolean saysPortTaken() throws IOException {
        return since().contains("Address already in use");
    }

    private String since() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(begin, channel.size() - 100_000);
            ByteBuffer text = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
            while (text.hasRemaining() && channel.read(text, from + text.position()) >= 0) {
                // until the end as it was when we looked
            }
            return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        }
    }
}
