package dk.bykassen.payment;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.payment.PaymentRegister.Dossier;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobKind.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows each payment until its outcome is known, whether or not anybody else ever speaks of it again. A job is written with
 * the payment; it asks the gateway with growing pauses, closes what has run out of time, and takes a last look after the
 * gateway's own session is over, in case something was taken that we had given up.
 */
@Component
class Janitor {

    static final String CHECK = "payment-check";
    static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    /** Ages at which an undecided payment is asked about; afterwards every hour. */
    private static final List<Duration> LOOKS = List.of(
            FIRST_LOOK,
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    private static final Duration HOUR = Duration.ofHours(1);
    /** A window of Nexi's lives 48 hours; after that no truth can be later. */
    private static final Duration LAST_LOOK = Duration.ofHours(49);
    /** As long as a gateway surely remembers a charge; later, one it does not know may only have been forgotten. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);

    private final PaymentRegister register;
    private final Inquiries inquiries;
    private final Settlement settlement;
    private final AuditTrail audit;
    private final People people;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Janitor(
            PaymentRegister register,
            Inquiries inquiries,
            Settlement settlement,
            AuditTrail audit,
            People people,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.register = register;
        this.inquiries = inquiries;
        this.settlement = settlement;
        this.audit = audit;
        this.people = people;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One look at one payment. */
    Outcome look(String publicId) {
        Optional<Dossier> dossier = register.dossier(UUID.fromString(publicId));
        return dossier.map(found -> after(look(found))).orElseGet(JobKind::done);
    }

    private PaymentRow look(Dossier dossier) {
        PaymentRow row = dossier.row();
        if (row.gatewayPaymentId() != null) {
            return !row.state().isDecided() && row.hasRunOut(clock.instant())
                    ? inquiries.expire(dossier, Cause.JANITOR)
                    : inquiries.ask(dossier, Cause.JANITOR).row();
        }
        if (row.state().isDecided()) {
            return row;
        }
        if (!row.chargesStoredCard()) {
            // Nobody was shown a window, so nobody can have paid in it.
            return settlement.notOpened(row.id(), Cause.JANITOR);
        }
        if (age(row).compareTo(REMEMBERED) < 0) {
            return inquiries.askCharge(dossier, Cause.JANITOR);
        }
        callForHelp(row);
        return row;
    }

    private Outcome after(PaymentRow row) {
        Duration age = age(row);
        if (row.state() == PaymentState.PAID
                || row.state() == PaymentState.HELD
                || row.gatewayPaymentId() == null && row.state().isDecided()) {
            return JobKind.done();
        }
        if (row.state().isDecided()) {
            return age.compareTo(LAST_LOOK) < 0 ? JobKind.again(LAST_LOOK.minus(age)) : JobKind.done();
        }
        Duration pause = LOOKS.stream()
                .filter(look -> look.compareTo(age) > 0)
                .findFirst()
                .map(look -> look.minus(age))
                .orElse(HOUR);
        Duration left = Duration.between(clock.instant(), row.view().expiresAt());
        return JobKind.again(left.isPositive() && left.compareTo(pause) < 0 ? left : pause);
    }

    /** Whether this card was charged can no longer be found out by asking: a person has to look at the gateway's own pages. */
    private void callForHelp(PaymentRow row) {
        LOG.error("payment {} is unknown after {}: look it up at the gateway", row.publicId(), REMEMBERED);
        if (age(row).compareTo(REMEMBERED.plus(HOUR)) < 0) {
            transactions.executeWithoutResult(status -> audit.write(Deed.by(Actor.system(), "payment.needs-somebody")
                    .to(people.publicId(row.view().payerId()))
                    .on(row.publicId())));
        }
    }

    private Duration age(PaymentRow row) {
        Instant created = row.view().createdAt();
        Duration age = Duration.between(created, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
