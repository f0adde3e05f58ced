package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.Visitor.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More sign-ins than there are cores for: few wait, the others are told to come back, and nobody else notices. */
class FloodTest extends PasswordTown {

    @Test
    void whoFindsNoPlaceIsSentAwayInWordsAndAtOnce() throws Exception {
        var start = new CountDownLatch(1);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> tries = IntStream.range(0, 120)
                    .<Callable<Answer>>mapToObj(i -> () -> {
                        start.await();
                        return signIn(visitor(), "flood" + i + "@example.com", "forkert#1");
                    })
                    .toList();
            var under = tries.stream().map(crowd::submit).toList();
            start.countDown();
            List<Answer> answers = under.stream().map(FloodTest::answer).toList();

            assertThat(answers)
                    .extracting(Answer::status)
                    .isSubsetOf(422, 429, 503)
                    .contains(422, 503);
            assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> {
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
                assertThat(answer.body()).contains("Der er travlt lige nu");
            });
        }
        // Whoever was sent away was not counted as a wrong try.
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void noMoreHashesWaitThanThereArePlaces() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        var narrow = new Hashing(new SimpleMeterRegistry(), 19_456, 20, 1);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> wishes = IntStream.range(0, cores + 8)
                    .<Callable<String>>mapToObj(i -> () -> narrow.hash("password" + i))
                    .toList();
            var under = wishes.stream().map(crowd::submit).toList();
            long refused = under.stream()
                    .filter(wish -> {
                        try {
                            wish.get();
                            return false;
                        } catch (Exception busy) {
                            return busy.getCause() instanceof Busy;
                        }
                    })
                    .count();
            assertThat(refused).isPositive();
            assertThat(narrow.computed()).isEqualTo(wishes.size() - refused);
        } finally {
            narrow.stop();
        }
        assertThatThrownBy(() -> narrow.hash("after the end")).isInstanceOf(Busy.class);
    }

    private static Answer answer(java.util.concurrent.Future<Answer> under) {
        try {
            return under.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
