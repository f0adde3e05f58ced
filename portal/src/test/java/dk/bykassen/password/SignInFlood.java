package dk.bykassen.password;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Measures what a password costs and what a flood of sign-ins does to a running portal; no test, run by hand:
 *
 * <pre>java … dk.bykassen.password.SignInFlood http://127.0.0.1:PORT bypark.localhost:PORT [attempts]</pre>
 */
final class SignInFlood {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    private final String origin;
    private final String host;

    private SignInFlood(String origin, String host) {
        this.origin = origin;
        this.host = host;
    }

    private record Answer(int status, long micros) {}

    public static void main(String[] arguments) throws Exception {
        var flood = new SignInFlood(arguments[0], arguments[1]);
        int attempts = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500;
        flood.alone();
        flood.pages("pages, nothing else going on", 200);
        flood.steady(100);
        flood.all(attempts);
    }

    private void alone() {
        var argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
        String hash = argon2.encode("Kajak#på7havet");
        for (int i = 0; i < 20; i++) {
            argon2.matches("forkert", hash);
        }
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 50; i++) {
            argon2.matches("forkert", hash);
        }
        System.out.printf(
                "Argon2id m=19456 t=2 p=1: %.1f ms of a core%n", (threads.getCurrentThreadCpuTime() - start) / 50e6);
    }

    private void pages(String label, int many) throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            answers.add(page());
        }
        print(label, answers);
    }

    /** One after the other from two hands, names never seen: each costs a hash. */
    private void steady(int many) throws Exception {
        long start = System.nanoTime();
        List<Answer> answers = crowd(
                2,
                IntStream.range(0, many)
                        .<Callable<Answer>>mapToObj(i -> () -> attempt(i))
                        .toList());
        long judged = answers.stream().filter(answer -> answer.status() == 422).count();
        System.out.printf("steady: %.1f judged a second%n", judged * 1e9 / (System.nanoTime() - start));
        print("steady", answers);
    }

    /** All at once, while somebody reads pages. */
    private void all(int many) throws Exception {
        List<Answer> reading = new ArrayList<>();
        var flood = new Thread(() -> {
            try {
                long start = System.nanoTime();
                List<Answer> answers = crowd(
                        many,
                        IntStream.range(0, many)
                                .<Callable<Answer>>mapToObj(i -> () -> attempt(1_000_000 + i))
                                .toList());
                System.out.printf("flood of %d over after %.2f s%n", many, (System.nanoTime() - start) / 1e9);
                print("flood", answers);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        flood.start();
        while (flood.isAlive()) {
            reading.add(page());
            Thread.sleep(10);
        }
        print("pages during the flood", reading);
    }

    private static List<Answer> crowd(int hands, List<Callable<Answer>> work) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (var crowd = Executors.newFixedThreadPool(hands, Thread.ofVirtual().factory())) {
            for (Future<Answer> answer : crowd.invokeAll(work)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private Answer page() throws IOException, InterruptedException {
        return timed(request("/help").GET().build());
    }

    private Answer attempt(int number) throws IOException, InterruptedException {
        String form = "name=flood" + System.nanoTime() + "." + number + "%40example.com&password=forkert%231";
        return timed(request("/sign-in/password")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path)).header("Host", host);
    }

    private static Answer timed(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return new Answer(status, (System.nanoTime() - start) / 1000);
    }

    private static void print(String label, List<Answer> answers) {
        Map<Integer, List<Long>> byStatus = answers.stream()
                .collect(Collectors.groupingBy(
                        Answer::status,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                same -> same.stream()
                                        .map(Answer::micros)
                                        .sorted()
                                        .toList())));
        byStatus.forEach((status, micros) -> System.out.printf(
                "  %s: %d x %d, p50 %.1f ms, p99 %.1f ms%n",
                label,
                micros.size(),
                status,
                micros.get(micros.size() / 2) / 1e3,
                micros.get(Math.min(micros.size() - 1, micros.size() * 99 / 100)) / 1e3));
    }
}
