package dk.bykassen.message;

import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes to people. A message is stored with the change it tells about, in the same transaction, and delivered afterwards
 * by a job: nobody waits for a mail server, and a notice goes out exactly when what it says came true.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Messages {

    static final String JOB = "message";
    /** What went to an address nobody is known by, such as a code, is nobody's to read or to erase: it goes by itself. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final MessageStore store;
    private final MayContact contacts;
    private final Jobs jobs;
    private final InstantSource clock;

    Messages(MessageStore store, MayContact contacts, Jobs jobs, InstantSource clock) {
        this.store = store;
        this.contacts = contacts;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Sends {@code notice} in the caller's transaction.
     *
     * @param key names the occasion, such as {@code receipt:<payment>}; the second call with it changes nothing
     * @return the message's public id; empty when the person has no address on that channel or does not want to be
     *     written to about such things
     * @throws IllegalArgumentException for a notice that has no wording as an SMS
     */
    public Optional<UUID> send(Notice notice, Recipient to, Locale language, String key) {
        return switch (to) {
            case Recipient.Email(String address, Long person) ->
                Optional.of(add(Message.Channel.email, person, address, notice, language, key));
            case Recipient.EmailOf(long person) ->
                contacts.byEmail(person, NoticeKind.of(notice).purpose())
                        .map(address -> add(Message.Channel.email, person, address, notice, language, key));
            case Recipient.Sms(String number) -> {
                Texts.requireWording(notice);
                yield Optional.of(add(Message.Channel.sms, null, number, notice, language, key));
            }
            case Recipient.SmsOf(long person) -> {
                Texts.requireWording(notice);
                yield contacts.bySms(person, NoticeKind.of(notice).purpose())
                        .map(number -> add(Message.Channel.sms, person, number, notice, language, key));
            }
        };
    }

    /** Sends {@code notice} to {@code person} by e-mail; by SMS where no e-mail reaches them. @param key as of {@link #send} */
    public Optional<UUID> reach(long person, Notice notice, Locale language, String key) {
        return send(notice, new Recipient.EmailOf(person), language, key)
                .or(() -> send(notice, new Recipient.SmsOf(person), language, key));
    }

    /**
     * Takes the names out of what was written about accounts of somebody who left, or about somebody's access to them, to
     * whoever it was written.
     *
     * @param pages public ids of the accounts, payments and links the messages lead to
     */
    public void forgetHolder(Collection<UUID> pages) {
        store.forgetHolder(pages);
    }

    /** Makes what was written to {@code from} that of {@code to}, who proved to be the same human. */
    public void handOver(long from, long to) {
        store.handOver(from, to);
    }

    private UUID add(
            Message.Channel channel,
            @Nullable Long person,
            String address,
            Notice notice,
            Locale language,
            String key) {
        Optional<UUID> added = store.add(channel, person, address, notice, language, key);
        added.ifPresent(id -> jobs.enqueue(JOB, id));
        store.forgetStrangers(clock.instant().minus(KEPT));
        return added.or(() -> store.byKey(key)).orElseThrow();
    }
}
