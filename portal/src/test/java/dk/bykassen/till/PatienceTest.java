package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** With a clock and a "soon" of its own: nothing here waits, but for the last. */
class PatienceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // a clock of this kind may pass its end
    private final Queue<Runnable> soon = new ArrayDeque<>();
    private final Patience patience =
            new Patience(Duration.ofNanos(100), () -> new IllegalStateException("late"), now::get, soon::add);

    @Test
    void whoIsNotAnsweredInTimeHearsOfIt() {
        CompletableFuture<String> first = watched();
        now.addAndGet(60);
        CompletableFuture<String> second = watched();

        now.addAndGet(39);
        look();
        assertThat(first).as("a moment before").isNotDone();
        now.addAndGet(1);
        look();
        assertThat(first).isCompletedExceptionally();
        assertThatThrownBy(first::join).hasRootCauseMessage("late");
        assertThat(second).isNotDone();
        now.addAndGet(60);
        look();
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void anAnswerStaysAndIsForgotten() {
        CompletableFuture<String> stuck = watched();
        CompletableFuture<String> answer = watched();
        answer.complete("approved");

        look();
        assertThat(patience.watched())
                .as("the one behind the stuck one is gone")
                .isEqualTo(1);
        now.addAndGet(1_000);
        look();
        assertThat(answer.join()).isEqualTo("approved");
        assertThat(stuck).isCompletedExceptionally();
    }

    @Test
    void nobodyLooksWhileNobodyWaits() {
        assertThat(soon).isEmpty();
        CompletableFuture<String> answer = watched();
        watched().complete("one look for both");
        assertThat(soon).hasSize(1);

        look();
        assertThat(soon).as("somebody still waits").hasSize(1);
        answer.complete("approved");
        look();
        assertThat(soon).isEmpty();

        watched();
        assertThat(soon).as("and again").hasSize(1);
    }

    @Test
    void realTimeEndsTheWaiting() {
        var answer = new CompletableFuture<String>();
        new Patience(Duration.ofMillis(30), () -> new IllegalStateException("late")).endsFor(answer);

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("late");
    }

    private CompletableFuture<String> watched() {
        var answer = new CompletableFuture<String>();
        patience.endsFor(answer);
        return answer;
    }

    private void look() {
        soon.remove().run();
    }
}
