package dk.bykassen.profile;

import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Contacts;
import dk.bykassen.message.MayContact;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where people may be written to, and about what. Until somebody is asked they are told about what they use and nothing
 * else; advertising goes to a proved address alone.
 */
@Component
@Transactional(readOnly = true)
class ContactRules implements MayContact {

    private final Contacts contacts;
    private final ConsentStore consents;

    ContactRules(Contacts contacts, ConsentStore consents) {
        this.contacts = contacts;
        this.consents = consents;
    }

    @Override
    public Optional<String> byEmail(long personId, Purpose purpose) {
        return address(personId, Channel.EMAIL, purpose);
    }

    @Override
    public Optional<String> bySms(long personId, Purpose purpose) {
        return address(personId, Channel.SMS, purpose);
    }

    private Optional<String> address(long personId, Channel channel, Purpose purpose) {
        return contacts.of(personId, channel)
                .filter(contact ->
                        purpose == Purpose.NECESSARY || isWilling(personId, channel, purpose, contact.isConfirmed()))
                .map(Contacts.Contact::address);
    }

    private boolean isWilling(long person, Channel channel, Purpose purpose, boolean isConfirmed) {
        Map<Consent.Purpose, Consent> answers = consents.current(person);
        Consent written = answers.get(channel == Channel.EMAIL ? Consent.Purpose.EMAIL : Consent.Purpose.SMS);
        Consent advertised = answers.get(Consent.Purpose.ADVERTISING);
        return purpose == Purpose.SERVICE
                ? written == null || written.given()
                : isConfirmed && written != null && written.given() && advertised != null && advertised.given();
    }
}
