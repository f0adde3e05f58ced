package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.device.Entrance;
import dk.bykassen.kernel.Uuid7;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What a purchase costs the portal at each door, in processor time: the process's less that of the callers' own threads. Run
 * it by name ({@code -Dtest=DoorCost}); no part of the tests, since a busy machine answers no question of right or wrong.
 * The database's processes are not in it.
 */
@TownTest
class DoorCost {

    private static final int CALLERS = 64;
    private static final int EACH = Integer.getInteger("bykassen.door.each", 200);
    private static final int ROUNDS = Integer.getInteger("bykassen.door.rounds", 5);

    @Autowired
    ApplicationContext portal;

    private Canteen canteen;
    private List<Canteen.Chip> chips;

    @Test
    void compare() throws Exception {
        canteen = Canteen.open(portal);
        chips = IntStream.range(0, CALLERS)
                .mapToObj(number -> canteen.chip(1_000_000_000L))
                .toList();
        Map<Entrance, List<Double>> micros = new EnumMap<>(Entrance.class);
        for (int round = -2; round < ROUNDS; round++) {
            for (Entrance entrance : Entrance.values()) {
                double cost = round(entrance.port(portal));
                if (round >= 0) {
                    micros.computeIfAbsent(entrance, door -> new ArrayList<>()).add(cost);
                }
                System.out.printf("round %d, %s: %.1f µs of processor time a purchase%n", round, entrance, cost);
            }
        }
        double ratio = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> micros.get(Entrance.LEAN).get(round)
                        / micros.get(Entrance.PORTAL).get(round))
                .sorted()
                .toArray()[ROUNDS / 2];
        System.out.printf("lean door / portal's port: %.2f (median of %d rounds)%n", ratio, ROUNDS);
        assertThat(canteen.stats().approved())
                .isEqualTo((long) CALLERS * EACH * Entrance.values().length * (ROUNDS + 2));
        assertThat(canteen.proof().holds()).isTrue();
    }

    /** All callers at once; microseconds a purchase. */
    private double round(int port) throws Exception {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        long callers = 0;
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Callable<Long>> all = new ArrayList<>();
            chips.forEach(chip -> all.add(() -> shop(port, chip)));
            for (Future<Long> spent : threads.invokeAll(all)) {
                callers += spent.get();
            }
        }
        return (process.getProcessCpuTime() - before - callers) / 1_000.0 / (CALLERS * EACH);
    }

    /** Buys again and again on one connection. @return the nanoseconds of processor time this took the caller */
    private long shop(int port, Canteen.Chip chip) throws IOException {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long before = clock.getCurrentThreadCpuTime();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 2_048);
            for (int i = 0; i < EACH; i++) {
                String body = TillApiTest.lunch(Uuid7.next(), chip.number());
                socket.getOutputStream()
                        .write(("POST /api/v1/purchases HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                                        + canteen.till.key() + "\r\nContent-Type: application/json\r\nContent-Length: "
                                        + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.ISO_8859_1));
                assertThat(answer(in)).contains("\"approved\"");
            }
        }
        return clock.getCurrentThreadCpuTime() - before;
    }

    private static String answer(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the door hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
