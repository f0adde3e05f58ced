package dk.bykassen.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads how much CPU was used: by this program, by the database, by the run's other processes, and by the whole machine, so that a run says how much others were in its way. From /proc, as the kernel counts it.
 */
final class Meter {

    private final long postmaster;
    private final Set<Long> outlets = new HashSet<>();

    /** @param postmaster the process all of the database's processes come from */
    Meter(long postmaster) {
        this.postmaster = postmaster;
    }

    /** Reads this process of the application too, from now on. */
    void watch(long outlet) {
        outlets.add(outlet);
    }

    /** All in seconds since some moment. */
    record Reading(
            long nanos,
            double program,
            double database,
            Map<Long, Double> outlets,
            double ended,
            double machine,
            double steal) {

        Spent since(Reading before) {
            var spent = new Spent(
                    (nanos - before.nanos) / 1e9,
                    program - before.program,
                    database - before.database,
                    outlets.entrySet().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    Map.Entry::getKey,
                                    one -> one.getValue() - before.outlets.getOrDefault(one.getKey(), 0.0))),
                    ended - before.ended,
                    0,
                    steal - before.steal);
            return spent.beside(machine - before.machine);
        }
    }

    /**
     * What was used between two readings.
     *
     * @param program CPU of this program
     * @param database CPU of the database's processes
     * @param outlets CPU of the application's processes, by their ids
     * @param ended CPU of other processes this program started and saw end
     * @param others CPU of everybody else on the machine
     * @param steal what a hypervisor gave to other machines
     */
    record Spent(
            double seconds,
            double program,
            double database,
            Map<Long, Double> outlets,
            double ended,
            double others,
            double steal) {

        /** CPU of the whole run. */
        double own() {
            return program
                    + database
                    + ended
                    + outlets.values().stream().mapToDouble(one -> one).sum();
        }

        /** CPU of one process of the application; 0 for one that is not watched. */
        double of(long outlet) {
            return outlets.getOrDefault(outlet, 0.0);
        }

        private Spent beside(double machine) {
            return new Spent(seconds, program, database, outlets, ended, Math.max(0, machine - own()), steal);
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
                outlets.stream().collect(Collectors.toUnmodifiableMap(id -> id, processes::secondsOf)),
                processes.secondsOfEnded(ProcessHandle.current().pid()),
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
