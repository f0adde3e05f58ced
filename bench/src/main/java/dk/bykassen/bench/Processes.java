package dk.bykassen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The machine's processes as /proc shows them at one moment. */
record Processes(Map<Long, One> byId) {

    /** The kernel's own unit in /proc, the same on every Linux that Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    /** @param seconds of CPU @param reapedSeconds of its children that have ended */
    record One(long parent, double seconds, double reapedSeconds) {}

    static Processes read() {
        Map<Long, One> all = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                read(process, all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Processes(Map.copyOf(all));
    }

    private static void read(Path process, Map<Long, One> all) {
        try {
            String line = Files.readString(process.resolve("stat"));
            // The name stands in brackets and may itself hold anything.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            all.put(
                    Long.parseLong(process.getFileName().toString()),
                    new One(
                            Long.parseLong(fields[1]),
                            ticks(fields[11]) + ticks(fields[12]),
                            ticks(fields[13]) + ticks(fields[14])));
        } catch (IOException ended) {
            // Between listing and reading.
            return;
        }
    }

    private static double ticks(String field) {
        return Long.parseLong(field) / TICKS_PER_SECOND;
    }

    long parentOf(long process) {
        One one = byId.get(process);
        if (one == null) {
            throw new IllegalStateException("process " + process + " is not there");
        }
        return one.parent();
    }

    /** CPU of a process and all that comes from it, those that have ended included. */
    double secondsOfTree(long root) {
        Set<Long> tree = new HashSet<>(Set.of(root));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Map.Entry<Long, One> entry : byId.entrySet()) {
                if (tree.contains(entry.getValue().parent())) {
                    grows |= tree.add(entry.getKey());
                }
            }
        }
        return tree.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .mapToDouble(one -> one.seconds() + one.reapedSeconds())
                .sum();
    }

    /** CPU of a process's children that have ended. */
    double secondsOfEnded(long parent) {
        One one = byId.get(parent);
        return one == null ? 0 : one.reapedSeconds();
    }

    /** CPU of one process. */
    double secondsOf(long process) {
        One one = byId.get(process);
        return one == null ? 0 : one.seconds();
    }

    /** Memory of a process in bytes. @param field such as {@code VmRSS} (now) or {@code VmHWM} (at most so far) */
    static long memory(long process, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                .findFirst()
                .orElse(0);
    }
}
