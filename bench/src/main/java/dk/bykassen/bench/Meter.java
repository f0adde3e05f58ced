package dk.bykassen.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads how much CPU was used: by this program, by the database, by the other processes of the run, and by the whole
 * machine, so that a run says how much others were in its way. From /proc, as the kernel counts it.
 */
final class Meter {

    private final long postmaster;

    /** @param postmaster the process all of the database's processes come from */
    Meter(long postmaster) {
        this.postmaster = postmaster;
    }

    /** All in seconds since some moment. */
    record Reading(long nanos, double program, double database, double children, double machine, double steal) {

        Spent since(Reading before) {
            double own = program - before.program + database - before.database + children - before.children;
            return new Spent(
                    (nanos - before.nanos) / 1e9,
                    program - before.program,
                    database - before.database,
                    children - before.children,
                    Math.max(0, machine - before.machine - own),
                    steal - before.steal);
        }
    }

    /**
     * What was used between two readings.
     *
     * @param program CPU of this program
     * @param database CPU of the database's processes
     * @param children CPU of the other processes this program started
     * @param others CPU of everybody else on the machine
     * @param steal what a hypervisor gave to other machines
     */
    record Spent(double seconds, double program, double database, double children, double others, double steal) {

        /** CPU of the whole run. */
        double own() {
            return program + database + children;
        }
    }

    Reading read() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Processes processes = Processes.read();
        double[] machine = machine();
        return new Reading(
                System.nanoTime(),
                system.getProcessCpuTime() / 1e9,
                processes.secondsOfTree(postmaster),
                processes.secondsBelow(ProcessHandle.current().pid(), Set.of(postmaster)),
                machine[0],
                machine[1]);
    }

    /** What was in use (user, nice, system, interrupts: neither idle nor waiting for disks), and what was stolen. */
    private static double[] machine() {
        try {
            String[] ticks =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().trim().split("\\s+");
            long busy = 0;
            for (int field = 1; field <= 7; field++) {
                boolean isIdle = field == 4 || field == 5;
                busy += isIdle ? 0 : Long.parseLong(ticks[field]);
            }
            return new double[] {
                busy / Processes.TICKS_PER_SECOND, Long.parseLong(ticks[8]) / Processes.TICKS_PER_SECOND
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
