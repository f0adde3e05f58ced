package dk.bykassen.identity;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Changes and proves the addresses of people, tells the old one, and keeps one owner to an address. */
@Component
class Contacting {

    private static final String PAGE = "/profile/contact";

    private final PersonStore people;
    private final ContactStore contacts;
    private final ObjectProvider<ContactListener> listeners;
    private final Messages messages;
    private final AuditTrail audit;
    private final InstantSource clock;

    Contacting(
            PersonStore people,
            ContactStore contacts,
            ObjectProvider<ContactListener> listeners,
            Messages messages,
            AuditTrail audit,
            InstantSource clock) {
        this.people = people;
        this.contacts = contacts;
        this.listeners = listeners;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    boolean prove(Actor actor, long person, Channel channel, String address) {
        contacts.await(channel, address);
        if (!contacts.confirm(person, channel, address, clock.instant())) {
            return false;
        }
        UUID owner = people.find(person).orElseThrow().publicId();
        audit.write(Deed.by(actor, "identity.contact.confirmed").to(owner).with("channel", channel.code()));
        for (long former : contacts.takeFromOthers(person, channel, address)) {
            tellFormerOwner(former, channel);
        }
        listeners.orderedStream().forEach(listener -> listener.proved(person, channel, address));
        return true;
    }

    void change(Actor actor, Person person, Channel channel, @Nullable String address) {
        String old = person.contact(channel);
        if (Objects.equals(old, address)) {
            return;
        }
        Instant now = clock.instant();
        contacts.change(person.id(), channel, address, now);
        audit.write(Deed.by(actor, "identity.contact.changed")
                .to(person.publicId())
                .changing(channel == Channel.EMAIL ? "email" : "mobile", old, address));
        if (old != null) {
            Recipient to = channel == Channel.EMAIL ? new Recipient.Email(old, person.id()) : new Recipient.Sms(old);
            messages.send(
                    new Notice.ContactChanged(channel == Channel.EMAIL, now),
                    to,
                    person.language(),
                    "contact-changed:" + person.publicId() + ":" + (person.version() + 1) + ":" + channel.code());
        }
        listeners.orderedStream().forEach(listener -> listener.changed(person.id(), channel, old, address));
    }

    /** On the other channel, for the one that was proved is read by somebody else now. */
    private void tellFormerOwner(long former, Channel channel) {
        Person person = people.find(former).orElseThrow();
        audit.write(Deed.by(Actor.system(), "identity.contact.taken")
                .to(person.publicId())
                .with("channel", channel.code()));
        messages.send(
                new Notice.ContactTaken(channel == Channel.EMAIL, clock.instant(), PAGE),
                channel == Channel.EMAIL ? new Recipient.SmsOf(former) : new Recipient.EmailOf(former),
                person.language(),
                "contact-taken:" + UUID.randomUUID());
    }
}
