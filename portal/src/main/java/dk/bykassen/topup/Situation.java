package dk.bykassen.topup;

import dk.bykassen.card.AccountNotes.Tone;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.topup.AutoTopUp.Because;
import dk.bykassen.web.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a standing order stands, as its owner reads it.
 *
 * @param lead what it means and what can be done
 * @param next when it charges again
 */
public record Situation(Tone tone, Phrase title, Phrase lead, Phrase next) {

    /** Empty words are no news: whether all is as it should be. */
    boolean isFine() {
        return tone == Tone.OK;
    }

    static Situation of(AutoTopUp order, MyAccount account, CardSettings settings, Instant now) {
        return switch (order.status()) {
            case PAUSED -> paused(order, settings.cardWord());
            case CANCELLED, AWAITING_CARD -> ended(order);
            case ACTIVE -> active(order, account, settings, now);
        };
    }

    private static Situation active(AutoTopUp order, MyAccount account, CardSettings settings, Instant now) {
        Instant again = order.notBefore();
        if (!account.isUsable()) {
            return waiting("chip." + settings.cardWord(), Phrase.of("topup.next.chip." + settings.cardWord()));
        }
        if (!account.balance().isLessThan(order.threshold())) {
            return running(order, settings, Phrase.of("topup.next.below", new Phrase.Whole(order.threshold())));
        }
        if (again != null && now.isBefore(again)) {
            return new Situation(
                    Tone.WARN,
                    Phrase.of("topup.wait.declined.title"),
                    Phrase.of("topup.wait.declined.lead", again),
                    Phrase.of("topup.next.at", again));
        }
        if (order.because() == Because.DAY && isToday(order.since(), now)) {
            return waiting("day", Phrase.of("topup.next.day"));
        }
        return order.because() == Because.ROOM
                ? waiting("room", Phrase.of("topup.next.room"))
                : running(order, settings, Phrase.of("topup.next.soon"));
    }

    private static Situation running(AutoTopUp order, CardSettings settings, Phrase next) {
        return new Situation(
                Tone.OK,
                Phrase.of("topup.auto.running", new Phrase.Whole(order.amount()), new Phrase.Whole(order.threshold())),
                Phrase.of("topup.auto.running.cap", settings.autoDayCap()),
                next);
    }

    private static Situation waiting(String what, Phrase next) {
        return new Situation(
                Tone.WARN, Phrase.of("topup.wait." + what + ".title"), Phrase.of("topup.wait." + what + ".lead"), next);
    }

    private static Situation paused(AutoTopUp order, String word) {
        Because because = order.because() == null ? Because.DECLINES : order.because();
        return new Situation(
                Tone.BAD,
                Phrase.of("topup.paused." + because.code() + ".title"),
                because == Because.BURST
                        ? Phrase.of("topup.paused.burst.lead." + word)
                        : Phrase.of("topup.paused." + because.code() + ".lead"),
                Phrase.of("topup.next.paused"));
    }

    private static Situation ended(AutoTopUp order) {
        Because because = order.because() == null ? Because.CANCELLED : order.because();
        return new Situation(
                Tone.WARN,
                Phrase.of("topup.ended.title"),
                Phrase.of("topup.ended." + because.code()),
                Phrase.of("topup.next.never"));
    }

    private static boolean isToday(@Nullable Instant since, Instant now) {
        ZoneId zone = Tenants.current().zone();
        return since != null && LocalDate.ofInstant(since, zone).equals(LocalDate.ofInstant(now, zone));
    }
}
