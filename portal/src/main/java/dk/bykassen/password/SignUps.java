package dk.bykassen.password;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Codes;
import dk.bykassen.identity.Company;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.BearerToken;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes strangers known who prove an e-mail address. Nobody is known before the code sent there comes back; and up to then
 * everything is the same whether or not the address has an account: the page, the code, the work. Only its owner is told.
 */
@Service
class SignUps {

    static final Duration LIFE = Duration.ofHours(1);

    private static final String PURPOSE = "sign-up";
    private static final String JOB = "sign-up-notice";

    private final SignUpStore store;
    private final SignInNames names;
    private final PasswordStore passwords;
    private final Codes codes;
    private final People people;
    private final Throttle throttle;
    private final Telling telling;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final TransactionTemplate transactions;

    SignUps(
            SignUpStore store,
            SignInNames names,
            PasswordStore passwords,
            Codes codes,
            People people,
            Throttle throttle,
            Telling telling,
            AuditTrail audit,
            Jobs jobs,
            TransactionTemplate transactions) {
        this.store = store;
        this.names = names;
        this.passwords = passwords;
        this.codes = codes;
        this.people = people;
        this.throttle = throttle;
        this.telling = telling;
        this.audit = audit;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /** Whether one more may be begun from a network address; asked before anything costs work. */
    boolean mayBegin(String address) {
        return transactions.execute(status -> throttle.mayAsk(address, Instant.now()));
    }

    /**
     * Begins a sign-up and sends the code.
     *
     * @param before the token of one this browser began earlier, or null; it gives way, and its code goes on counting
     *     where the address is the same
     * @return the token the browser goes on with
     */
    BearerToken begin(Applicant applicant, @Nullable BearerToken before) {
        Instant now = Instant.now();
        return transactions.execute(status -> {
            Optional<SignUpStore.Waiting> earlier =
                    Optional.ofNullable(before).flatMap(token -> store.find(token, now));
            earlier.ifPresent(waiting -> store.end(waiting.id()));
            BearerToken token = BearerToken.next();
            long id = store.add(token, applicant, now, now.plus(LIFE));
            store.forgetOld(now);
            if (!(send(id, applicant) instanceof Codes.Gone)) {
                earlier.filter(waiting -> waiting.applicant().email().equals(applicant.email()))
                        .map(SignUpStore.Waiting::ticket)
                        .ifPresent(ticket -> store.await(id, ticket));
            }
            jobs.enqueue(JOB, id);
            return token;
        });
    }

    Optional<SignUpStore.Waiting> waiting(BearerToken token) {
        return transactions.execute(status -> store.find(token, Instant.now()));
    }

    /** Sends another code. */
    Codes.Sent again(SignUpStore.Waiting waiting) {
        return transactions.execute(status -> send(waiting.id(), waiting.applicant()));
    }

    /** When another code may be asked for; empty when at once. */
    Optional<Instant> againFrom(SignUpStore.Waiting waiting) {
        return codes.againFrom(Channel.EMAIL, waiting.applicant().email());
    }

    /** What a typed code leads to. */
    sealed interface Outcome {}

    record Welcome(Person person) implements Outcome {}

    /** Whoever reads the address has an account already; told to nobody else. */
    record Known() implements Outcome {}

    /** @param left how many tries are left */
    record Wrong(int left) implements Outcome {}

    /** The code is used up or too old. */
    record Over() implements Outcome {}

    Outcome finish(SignUpStore.Waiting waiting, String code) {
        if (waiting.ticket() == null) {
            return new Over();
        }
        return switch (codes.check(waiting.ticket(), code)) {
            case Codes.Right right
            when right.address().equals(waiting.applicant().email()) -> welcome(waiting);
            case Codes.Right another -> new Over();
            case Codes.Wrong(int left) -> new Wrong(left);
            case Codes.Over over -> new Over();
        };
    }

    @Bean
    JobKind signUpNotice() {
        return new JobKind(JOB, id -> {
            transactions.executeWithoutResult(status -> store.applicant(Long.parseLong(id))
                    .filter(applicant -> names.owner(nameOf(applicant)).isPresent())
                    .ifPresent(applicant -> telling.accountExists(id, applicant)));
            return JobKind.done();
        });
    }

    private Outcome welcome(SignUpStore.Waiting waiting) {
        Applicant applicant = waiting.applicant();
        Instant now = Instant.now();
        return transactions.execute(status -> {
            if (!store.end(waiting.id())) {
                return new Over();
            }
            if (names.owner(nameOf(applicant)).isPresent()) {
                return new Known();
            }
            Person person = people.create(newPerson(applicant));
            if (!names.expect(person.id(), nameOf(applicant), now)) {
                // Somebody proved the same address between one look and the next.
                status.setRollbackOnly();
                return new Known();
            }
            people.proveContact(person.id(), Channel.EMAIL, applicant.email());
            passwords.put(person.id(), applicant.passwordHash(), now);
            audit.write(Deed.by(Actor.citizen(person.publicId()), "password.signed-up")
                    .to(person.publicId()));
            return new Welcome(person);
        });
    }

    private Codes.Sent send(long id, Applicant applicant) {
        Codes.Sent sent = codes.send(PURPOSE, Channel.EMAIL, applicant.email(), applicant.locale());
        if (sent instanceof Codes.Gone gone) {
            store.await(id, gone.ticket());
        }
        return sent;
    }

    private static NewPerson newPerson(Applicant applicant) {
        NewPerson person = NewPerson.named(applicant.firstName(), applicant.lastName(), applicant.locale())
                .withContact(applicant.email(), applicant.mobile());
        return applicant.company() == null || applicant.businessNumber() == null
                ? person
                : person.standingFor(new Company(applicant.company(), applicant.businessNumber(), null));
    }

    private static SignInName nameOf(Applicant applicant) {
        return new SignInName(Channel.EMAIL, applicant.email());
    }
}
