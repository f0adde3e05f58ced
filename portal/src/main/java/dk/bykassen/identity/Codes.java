package dk.bykassen.identity;

import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.message.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One-time codes that prove an address: six digits, sent to it, typed here within ten minutes and five tries, good once.
 * Asking again takes growing patience, so that nobody's phone is flooded. All in real time.
 */
@Service
public class Codes {

    /** How long a code can be used. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    static final int TRIES = 5;
    /** To one address, by whomever. */
    static final int MOST_A_DAY = 10;
    /** For one person, to whatever addresses. */
    static final int MOST_FOR_ONE = 20;

    private static final Duration DAY = Duration.ofDays(1);
    /** How long after the first, second, … code the next may be sent; after more, the last. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    private static final SecureRandom RANDOM = new SecureRandom();

    private final CodeStore store;
    private final Messages messages;
    private final TransactionTemplate transactions;

    Codes(CodeStore store, Messages messages, TransactionTemplate transactions) {
        this.store = store;
        this.messages = messages;
        this.transactions = transactions;
    }

    /** What became of a wish for a code. */
    public sealed interface Sent {}

    /**
     * It is on its way.
     *
     * @param ticket what {@link #check} wants to know with the code; no secret by itself
     * @param againFrom when the next may be asked for
     */
    public record Gone(UUID ticket, Instant againFrom) implements Sent {}

    /** The last one was sent a moment ago. */
    public record TooSoon(Instant againFrom) implements Sent {}

    /** Today's codes are used up. */
    public record Enough() implements Sent {}

    /** What a typed code is worth. */
    public sealed interface Checked {}

    /** Whoever typed it reads what is sent to {@code address}. */
    public record Right(Channel channel, String address) implements Checked {
        /** Never the address: records end up in logs. */
        @Override
        public String toString() {
            return "Right";
        }
    }

    /** @param left how many tries are left, at least one */
    public record Wrong(int left) implements Checked {}

    /** Too many tries, used, replaced by a newer one, expired, somebody else's, or never sent. */
    public record Over() implements Checked {}

    /** A code that is on its way to its holder. */
    public record Waiting(UUID ticket, String address, Instant sentAt, Instant expiresAt) {
        /** Never the address: records end up in logs. */
        @Override
        public String toString() {
            return "Waiting " + ticket;
        }
    }

    /**
     * Sends a code to an address nobody is known by yet.
     *
     * @param purpose lower case with hyphens, such as {@code sign-up}
     * @param address in the form of {@link Addresses}
     */
    @Transactional
    public Sent send(String purpose, Channel channel, String address, Locale language) {
        return send(purpose, null, channel, address, language);
    }

    /** As above, for somebody who is known: nobody else can use the code, and it can be found again without its ticket. */
    @Transactional
    public Sent send(String purpose, @Nullable UUID holder, Channel channel, String address, Locale language) {
        Instant now = Instant.now();
        byte[] lookup = store.lookup(channel, address);
        store.await(lookup);
        List<Instant> sent = store.sentTo(lookup, now.minus(DAY));
        if (!sent.isEmpty() && againAfter(sent).isAfter(now)) {
            return new TooSoon(againAfter(sent));
        }
        if (sent.size() >= MOST_A_DAY || holder != null && store.sentFor(holder, now.minus(DAY)) >= MOST_FOR_ONE) {
            return new Enough();
        }
        store.replace(purpose, holder, channel, lookup, now);
        store.forgetOld(now.minus(DAY.multipliedBy(2)));
        UUID ticket = UUID.randomUUID();
        String digits = "%06d".formatted(RANDOM.nextInt(1_000_000));
        store.add(ticket, purpose, holder, channel, address, digits, now, now.plus(LIFE));
        Recipient to = channel == Channel.EMAIL ? new Recipient.Email(address) : new Recipient.Sms(address);
        messages.send(new Notice.Code(new Secret(digits), (int) LIFE.toMinutes()), to, language, "code:" + ticket);
        return new Gone(ticket, now.plus(waitAfter(sent.size() + 1)));
    }

    /** Weighs a code sent without a holder. @throws IllegalStateException within a transaction: a try counts for good */
    @Transactional(propagation = Propagation.NEVER)
    public Checked check(UUID ticket, String typed) {
        return check(ticket, null, typed);
    }

    /** As above, for a code of {@code holder}; anybody else's is {@link Over}. */
    @Transactional(propagation = Propagation.NEVER)
    public Checked check(UUID ticket, @Nullable UUID holder, String typed) {
        String digits = typed.replaceAll("[\\s\\u00a0.-]", "");
        if (!digits.matches("[0-9]{6}")) {
            // A slip of the finger is no try; how many are left is not told to who has no ticket.
            return new Wrong(TRIES);
        }
        return transactions.execute(status -> {
            Instant now = Instant.now();
            Optional<CodeStore.Tried> tried = store.take(ticket, holder, TRIES, now);
            if (tried.isEmpty()) {
                return new Over();
            }
            if (MessageDigest.isEqual(tried.get().hash(), store.hash(ticket, digits))) {
                store.end(ticket, now);
                return new Right(tried.get().channel(), tried.get().address());
            }
            int left = TRIES - tried.get().tries();
            return left > 0 ? new Wrong(left) : new Over();
        });
    }

    /** The code that waits to be typed by {@code holder}. */
    @Transactional(readOnly = true)
    public Optional<Waiting> waiting(String purpose, UUID holder, Channel channel) {
        return store.waiting(purpose, holder, channel, TRIES, Instant.now());
    }

    /** When the next code may be sent to that address; empty when at once, or not today any more. */
    @Transactional(readOnly = true)
    public Optional<Instant> againFrom(Channel channel, String address) {
        Instant now = Instant.now();
        List<Instant> sent = store.sentTo(store.lookup(channel, address), now.minus(DAY));
        return sent.isEmpty() ? Optional.empty() : Optional.of(againAfter(sent)).filter(again -> again.isAfter(now));
    }

    private static Instant againAfter(List<Instant> sent) {
        return sent.getLast().plus(waitAfter(sent.size()));
    }

    private static Duration waitAfter(int codes) {
        return WAITS.get(Math.min(codes, WAITS.size()) - 1);
    }
}
