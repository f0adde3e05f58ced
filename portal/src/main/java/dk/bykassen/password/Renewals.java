package dk.bykassen.password;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Eids;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.Sessions;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * New passwords by a link sent to a sign-in name: for those who forgot theirs, and for customers taken over from an older
 * system who have none yet. Whoever asks gets the same answer after the same work whether or not anybody has the name;
 * a job finds that out later.
 */
@Service
class Renewals {

    static final Duration LIFE = Duration.ofMinutes(30);
    /** Wrong answers to the question a link sent to a telephone asks. */
    private static final int TRIES = 5;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final String JOB = "password-renewal";

    private final RenewalStore store;
    private final RenewalToken tokens;
    private final SignInNames names;
    private final PasswordStore passwords;
    private final Throttle throttle;
    private final Hashing hashing;
    private final Sessions sessions;
    private final People people;
    private final Eids eids;
    private final Telling telling;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final TransactionTemplate transactions;

    Renewals(
            RenewalStore store,
            RenewalToken tokens,
            SignInNames names,
            PasswordStore passwords,
            Throttle throttle,
            Hashing hashing,
            Sessions sessions,
            People people,
            Eids eids,
            Telling telling,
            AuditTrail audit,
            Jobs jobs,
            TransactionTemplate transactions) {
        this.store = store;
        this.tokens = tokens;
        this.names = names;
        this.passwords = passwords;
        this.throttle = throttle;
        this.hashing = hashing;
        this.sessions = sessions;
        this.people = people;
        this.eids = eids;
        this.telling = telling;
        this.audit = audit;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /**
     * Writes the wish down, whoever has the name.
     *
     * @return false when too many were asked for from that address; then nothing was written
     */
    boolean ask(SignInName name, Locale language, String address) {
        Instant now = Instant.now();
        return transactions.execute(status -> {
            if (!throttle.mayAsk(address, now)) {
                return false;
            }
            UUID wish = Uuid7.next();
            store.add(wish, name, language, now, now.plus(LIFE));
            store.forgetOld(now.minus(KEPT));
            jobs.enqueue(JOB, wish);
            return true;
        });
    }

    @Bean
    JobKind passwordRenewal() {
        return new JobKind(JOB, id -> {
            transactions.executeWithoutResult(status -> send(UUID.fromString(id)));
            return JobKind.done();
        });
    }

    /** A link that can be used, and what its page has to ask. */
    record Usable(Renewal renewal, Person person, boolean isFirst) {

        /**
         * A telephone number is given to somebody else when its owner leaves it, and link and account with it. The new
         * owner does not know the e-mail address the old one was known by.
         */
        boolean asksEmail() {
            return renewal.name().channel() == Channel.SMS && person.email() != null;
        }
    }

    /** What the link with that token leads to; looking at it uses nothing up. */
    Optional<Usable> find(String token) {
        return tokens.read(token)
                .flatMap(wish -> transactions.execute(
                        status -> store.usable(wish, TRIES, Instant.now()).flatMap(this::usable)));
    }

    /** Whether {@code typed} is the person's e-mail address; each address is one of five tries. */
    boolean knowsEmail(Usable link, String typed) {
        Optional<String> address = Addresses.email(typed);
        // Counted and committed before it is judged: guesses sent side by side cannot share a try.
        return address.isPresent()
                && transactions.execute(status -> store.takeTry(link.renewal().id(), TRIES))
                && address.get().equals(link.person().email());
    }

    /**
     * Uses the link up: the person has this password and is signed out everywhere, the address the link went to is proved,
     * and the person is told on every channel.
     *
     * @return false when the link was used, replaced or ran out meanwhile, or its name became somebody else's
     */
    boolean use(Usable link, String password) {
        String hash = hashing.hash(password);
        Instant now = Instant.now();
        return transactions.execute(status -> {
            if (!isStillTheirs(link.renewal()) || !store.use(link.renewal().id(), now)) {
                return false;
            }
            Person person = link.person();
            passwords.put(person.id(), hash, now);
            store.closeAll(person.id(), now);
            prove(person, link.renewal().name(), now);
            throttle.forget(link.renewal().name().text());
            sessions.endAll(person.id(), null);
            audit.write(Deed.by(Actor.citizen(person.publicId()), link.isFirst() ? "password.set" : "password.renewed")
                    .to(person.publicId())
                    .changingSecretly("password")
                    .with("channel", link.renewal().name().channel().code()));
            telling.changed(person);
            return true;
        });
    }

    private void prove(Person person, SignInName name, Instant now) {
        if (!people.proveContact(person.id(), name.channel(), name.text())) {
            // Changed in the profile meanwhile and not proved there yet: this one still signs in.
            names.prove(person.id(), name, now);
        }
    }

    private void send(UUID wish) {
        Renewal renewal = store.find(wish).orElse(null);
        Instant now = Instant.now();
        if (renewal == null || renewal.personId() != null) {
            return;
        }
        SignInNames.Owner owner = names.owner(renewal.name()).orElse(null);
        if (owner == null || !throttle.mayWrite(renewal.name().text(), now)) {
            return;
        }
        boolean hasOne = passwords.hash(owner.person()).isPresent();
        if (!hasOne && (owner.isProved() || eids.has(owner.person()))) {
            // Signs in with an eID: whoever reads the mail must not open by it what only the eID opened so far. A name
            // an
            // older system handed over may be somebody else's by now, and its owner has come in without it.
            telling.noPassword(renewal);
            return;
        }
        store.open(renewal.id(), owner.person(), now.plus(LIFE));
        telling.link(renewal, "/new-password/" + tokens.of(wish), !hasOne);
    }

    private Optional<Usable> usable(Renewal renewal) {
        return Optional.of(renewal)
                .filter(this::isStillTheirs)
                .flatMap(wish -> Optional.ofNullable(wish.personId()))
                .flatMap(people::find)
                .map(person ->
                        new Usable(renewal, person, passwords.hash(person.id()).isEmpty()))
                .filter(link -> !link.isFirst() || !eids.has(link.person().id()));
    }

    /** A link that lies in a mailbox its person gave up, or that is another's by now, opens nothing. */
    private boolean isStillTheirs(Renewal renewal) {
        return names.owner(renewal.name())
                .filter(owner -> Objects.equals(owner.person(), renewal.personId()))
                .isPresent();
    }
}
