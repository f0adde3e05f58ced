package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.press.CardPress;
import dk.bykassen.card.press.PressJob;
import dk.bykassen.card.press.Pressed;
import dk.bykassen.identity.People;
import dk.bykassen.message.Notice;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Leads an order through the press: hands it over once it can no longer be taken back, asks until the card is made, and tells.
 * Every step may be repeated; the press knows the order by its id.
 */
@Component
class CardProduction {

    private static final Logger LOG = LoggerFactory.getLogger(CardProduction.class);
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{4,32}");
    private static final int LONGEST_PRINT = 40;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofMinutes(10);
    /** A press that works on a card for longer than this is asked less often. */
    private static final Duration EAGER = Duration.ofMinutes(10);

    private final CardOrderStore store;
    private final CardPress press;
    private final Accounts accounts;
    private final CardFees fees;
    private final CardOrderNews news;
    private final People people;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    CardProduction(
            CardOrderStore store,
            CardPress press,
            Accounts accounts,
            CardFees fees,
            CardOrderNews news,
            People people,
            AuditTrail audit,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.store = store;
        this.press = press;
        this.accounts = accounts;
        this.fees = fees;
        this.news = news;
        this.people = people;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is to be sent to the press, or asked. */
    private record Step(CardOrder order, PressJob job) {}

    JobKind.Outcome advance(String id) {
        UUID publicId = UUID.fromString(id);
        CardOrder known = transactions.execute(status -> store.find(publicId)).orElse(null);
        if (known == null) {
            return JobKind.done();
        }
        Instant now = clock.instant();
        if (known.state() == CardOrderState.ORDERED && known.produceAt().isAfter(now)) {
            return JobKind.again(Duration.between(now, known.produceAt()));
        }
        Optional<Step> step = transactions.execute(status -> begin(publicId));
        return step.map(this::ask).orElseGet(JobKind::done);
    }

    /** Empty when there is nothing (more) to make. */
    private Optional<Step> begin(UUID id) {
        CardOrder order = store.find(id).orElseThrow();
        store.lockAccount(order.account());
        store.move(order, CardOrderEvent.PRODUCTION_BEGAN, CardOrderState.IN_PRODUCTION, clock.instant());
        return store.find(id)
                .filter(now -> now.state() == CardOrderState.IN_PRODUCTION)
                .flatMap(now -> store.label(now).map(label -> new Step(now, job(now, label))));
    }

    private PressJob job(CardOrder order, CardLabel label) {
        CardSettings settings = accounts.settings();
        return new PressJob(
                order.publicId(),
                Tenants.current().slug(),
                settings.cardWord(),
                settings.printedPrefix(),
                label.name(),
                label.street(),
                label.postcode(),
                label.city());
    }

    private JobKind.Outcome ask(Step step) {
        CardOrder order = step.order();
        Pressed said = order.atPress() ? press.ask(order.publicId()) : press.order(step.job());
        return switch (said) {
            case Pressed.Working working -> {
                transactions.executeWithoutResult(status -> store.atPress(order, true));
                yield JobKind.again(isNew(order) ? SOON : LATER);
            }
            case Pressed.Unknown unknown -> {
                transactions.executeWithoutResult(status -> store.atPress(order, false));
                yield JobKind.again(SOON);
            }
            case Pressed.NoAnswer silence -> JobKind.again(isNew(order) ? SOON : LATER);
            case Pressed.Refused(String why) -> fail(order, why);
            case Pressed.Made made -> made(order, made);
        };
    }

    private JobKind.Outcome made(CardOrder order, Pressed.Made made) {
        String number = made.number().toUpperCase(Locale.ROOT);
        String printed = made.printedAs().strip();
        boolean isGood = NUMBER.matcher(number).matches() && printed.length() >= 4 && printed.length() <= LONGEST_PRINT;
        boolean isSent = isGood
                && Boolean.TRUE.equals(transactions.execute(status -> {
                    store.lockAccount(order.account());
                    return !store.isTaken(number) && send(order, new CardOrderStore.Number(number, printed));
                }));
        if (isSent || !isWaiting(order)) {
            return JobKind.done();
        }
        return fail(order, isGood ? "the press gave a number that is taken" : "the press gave no number");
    }

    private boolean send(CardOrder order, CardOrderStore.Number made) {
        if (!store.sent(order, made, clock.instant())) {
            return false;
        }
        record(order, "card.order.sent", Notice.CardOrdered.Step.SENT);
        return true;
    }

    private boolean isWaiting(CardOrder order) {
        return transactions
                .execute(status -> store.find(order.publicId()))
                .filter(now -> now.state() == CardOrderState.IN_PRODUCTION)
                .isPresent();
    }

    private JobKind.Outcome fail(CardOrder order, String why) {
        LOG.warn("card order {} will not be made: {}", order.publicId(), why);
        transactions.executeWithoutResult(status -> {
            store.lockAccount(order.account());
            if (store.move(order, CardOrderEvent.NOT_MADE, CardOrderState.FAILED, clock.instant())) {
                fees.giveBack(order, accounts.find(order.account()).orElseThrow());
                record(order, "card.order.failed", Notice.CardOrdered.Step.FAILED);
            }
        });
        return JobKind.done();
    }

    private void record(CardOrder order, String deed, Notice.CardOrdered.Step step) {
        MyAccount account = accounts.find(order.account()).orElseThrow();
        audit.write(Deed.by(Actor.system(), deed)
                .to(people.publicId(account.holderId()))
                .on(account.publicId()));
        news.tell(order, account, step);
    }

    private boolean isNew(CardOrder order) {
        return clock.instant().isBefore(order.produceAt().plus(EAGER));
    }
}
