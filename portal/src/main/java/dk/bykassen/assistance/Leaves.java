package dk.bykassen.assistance;

import dk.bykassen.assistance.Leave.Ending;
import dk.bykassen.assistance.Leave.State;
import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Sessions;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.staff.Colleagues;
import dk.bykassen.staff.Right;
import dk.bykassen.staff.Role;
import dk.bykassen.staff.StaffMember;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** How a citizen lets a member of staff see their pages, and how that ends. All times are real time. */
@Service
class Leaves {

    /** How long a code may be shown before it is typed. */
    static final Duration CODE = Duration.ofMinutes(10);
    /** How long after that the question still waits for a yes. */
    static final Duration ANSWER = Duration.ofMinutes(5);
    /** How long a member of staff sees a citizen's pages at most. */
    static final Duration LOOK = Duration.ofMinutes(15);

    private static final int CODES = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final LeaveStore store;
    private final Guesses guesses;
    private final Sessions sessions;
    private final Colleagues colleagues;
    private final People people;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    Leaves(
            LeaveStore store,
            Guesses guesses,
            Sessions sessions,
            Colleagues colleagues,
            People people,
            AuditTrail audit,
            TransactionTemplate transactions) {
        this.store = store;
        this.guesses = guesses;
        this.sessions = sessions;
        this.colleagues = colleagues;
        this.people = people;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What a typed code leads to. */
    sealed interface Typed {}

    record Asked(Leave leave) implements Typed {}

    /** Nobody shows that code; why is nobody's business. */
    record Wrong() implements Typed {}

    /** Too many wrong ones: the member has to wait. */
    record Enough() implements Typed {}

    /** Gives {@code citizen} a code to show; what was shown or open in this session before is over. */
    void show(SignedIn citizen) {
        transactions.executeWithoutResult(status -> {
            of(citizen).filter(old -> !old.is(State.ENDED)).ifPresent(old -> end(old, Ending.ANOTHER));
            Instant now = Instant.now();
            store.forgetCodes(now);
            long shown = showSomeCode(citizen, now);
            sessions.shows(citizen.sessionId(), shown);
            UUID leave = store.find(shown).orElseThrow().publicId();
            audit.write(Deed.by(Actor.citizen(citizen.publicId()), "assistance.code.shown")
                    .to(citizen.publicId())
                    .on(leave));
        });
    }

    /** What {@code citizen} gave leave to last in this session, as it stands now; empty once its end was told. */
    Optional<Leave> of(SignedIn citizen) {
        Long shown = citizen.shownWatch();
        return shown == null ? Optional.empty() : find(shown);
    }

    /** What {@code member} asked for last in this desk session, as it stands now. */
    Optional<Leave> of(StaffMember member) {
        return transactions.execute(
                status -> store.lastOf(member.publicId(), member.sessionId()).map(this::asItStands));
    }

    Optional<Leave> find(long id) {
        return transactions.execute(status -> store.find(id).map(this::asItStands));
    }

    /** {@code member} typed a code. Whose it is they learn when the citizen has said yes. */
    Typed type(StaffMember member, String code) {
        Optional<Long> guess = guesses.take(member.publicId());
        return guess.isEmpty() ? new Enough() : transactions.execute(status -> judge(member, code, guess.get()));
    }

    /** The citizen's yes or no; false when there is nothing to answer any more. */
    boolean answer(SignedIn citizen, UUID leave, boolean yes) {
        return transactions.execute(status -> {
            Leave asked = of(citizen).orElse(null);
            if (asked == null || !asked.is(State.ASKED) || !asked.publicId().equals(leave)) {
                return false;
            }
            if (!yes) {
                return end(asked, Ending.NO);
            }
            Instant now = Instant.now();
            boolean opened = store.open(asked.id(), now, now.plus(LOOK));
            if (opened) {
                audit.write(Deed.by(Actor.citizen(citizen.publicId()), "assistance.watch.allowed")
                        .to(citizen.publicId())
                        .on(asked.publicId())
                        .with("member", Objects.requireNonNull(asked.member()).publicId()));
            }
            return opened;
        });
    }

    /** Whether this ended it; false where somebody or something else was faster. */
    boolean end(Leave leave, Ending how) {
        return transactions.execute(status -> {
            Instant at = how == Ending.TIME ? leave.deadline() : Instant.now();
            boolean ended = store.end(leave.id(), how, at);
            if (ended && leave.member() != null) {
                audit.write(ending(leave, leave.member(), how));
            }
            return ended;
        });
    }

    private Typed judge(StaffMember member, String code, long guess) {
        var who = new Leave.Member(
                member.publicId(),
                member.name(),
                member.roles().stream().map(Role::code).sorted().toList(),
                member.sessionId());
        Leave shown = store.byCode(code).map(this::asItStands).orElse(null);
        if (shown == null || !shown.is(State.SHOWN)) {
            audit.write(Deed.by(who.actor(), "assistance.code.refused").on(member.publicId()));
            return new Wrong();
        }
        guesses.hit(guess);
        store.inForceOf(member.publicId()).forEach(other -> end(other, Ending.ANOTHER));
        store.ask(shown.id(), who, Instant.now());
        audit.write(Deed.by(who.actor(), "assistance.watch.asked")
                .to(people.publicId(shown.personId()))
                .on(shown.publicId()));
        return new Asked(store.find(shown.id()).orElseThrow());
    }

    private long showSomeCode(SignedIn citizen, Instant now) {
        while (true) {
            String code = "%06d".formatted(RANDOM.nextInt(CODES));
            Optional<Long> shown = store.show(citizen.personId(), citizen.sessionId(), code, now, now.plus(CODE));
            if (shown.isPresent()) {
                return shown.get();
            }
        }
    }

    /** What has ended without anybody saying so is written down as ended when somebody looks. */
    private Leave asItStands(Leave leave) {
        if (leave.is(State.ENDED)) {
            return leave;
        }
        Optional<Ending> over = over(leave);
        over.ifPresent(how -> end(leave, how));
        return over.isEmpty() ? leave : store.find(leave.id()).orElseThrow();
    }

    private Optional<Ending> over(Leave leave) {
        if (!Instant.now().isBefore(leave.deadline())) {
            return Optional.of(Ending.TIME);
        }
        if (!sessions.isInForce(leave.sessionId())) {
            return Optional.of(Ending.SESSION);
        }
        Leave.Member member = leave.member();
        boolean sits = member == null
                || colleagues
                        .inSession(member.deskSession())
                        .filter(known -> known.may(Right.ASSIST))
                        .isPresent();
        return sits ? Optional.empty() : Optional.of(Ending.DESK);
    }

    private Deed ending(Leave leave, Leave.Member member, Ending how) {
        UUID citizen = people.publicId(leave.personId());
        Actor by = switch (how) {
            case CITIZEN, NO -> Actor.citizen(citizen);
            case STAFF, ANOTHER -> member.actor();
            case TIME, SESSION, DESK -> Actor.system();
        };
        String action = leave.wasOpen()
                ? "assistance.watch.ended"
                : how == Ending.NO ? "assistance.watch.declined" : "assistance.watch.lapsed";
        return Deed.by(by, action)
                .to(citizen)
                .on(leave.publicId())
                .with("member", member.publicId())
                .with("how", how.code());
    }
}
