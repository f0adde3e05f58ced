package dk.bykassen.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Reads how much CPU was used: by this program, by its children (the database), and by the whole machine, so that a run
 * says how much others were in its way. From /proc, as the kernel counts it.
 */
record Meter(long nanos, double programSeconds, double childrenSeconds, double machineSeconds) {

    /** The kernel's own unit in /proc, the same on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** What was used between two readings. @param othersSeconds CPU of everybody else on the machine */
    record Spent(double seconds, double ownSeconds, double othersSeconds) {}

    static Meter read() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double children = ProcessHandle.current()
                .descendants()
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(cpu -> cpu.toNanos() / 1e9)
                .sum();
        return new Meter(System.nanoTime(), system.getProcessCpuTime() / 1e9, children, machine());
    }

    Spent since(Meter before) {
        double own = programSeconds - before.programSeconds + childrenSeconds - before.childrenSeconds;
        double all = machineSeconds - before.machineSeconds;
        return new Spent((nanos - before.nanos) / 1e9, own, Math.max(0, all - own));
    }

    /** User, nice, system, interrupts and what a hypervisor took: all but idle and waiting for disks. */
    private static double machine() {
        try {
            String[] ticks =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+");
            long busy = 0;
            for (int field = 1; field <= 8; field++) {
                boolean isIdle = field == 4 || field == 5;
                busy += isIdle ? 0 : Long.parseLong(ticks[field]);
            }
            return busy / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
