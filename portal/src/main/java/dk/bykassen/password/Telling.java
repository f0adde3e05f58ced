package dk.bykassen.password;

import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Person;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.message.Secret;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells people what happened to their password, in the caller's transaction. */
@Component
class Telling {

    private final Messages messages;
    private final InstantSource clock;

    Telling(Messages messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** On every channel the person has: whoever changed it may hold one of them. */
    void changed(Person person) {
        var notice = new Notice.PasswordChanged(clock.instant(), "/forgotten-password");
        String key = "password-changed:" + UUID.randomUUID();
        messages.send(notice, new Recipient.EmailOf(person.id()), person.language(), key + ":email");
        messages.send(notice, new Recipient.SmsOf(person.id()), person.language(), key + ":sms");
    }

    /** The link that was wished for, to the name it was wished for with. */
    void link(Renewal renewal, String path, boolean isFirst) {
        var notice = new Notice.NewPassword(new Secret(path), (int) Renewals.LIFE.toMinutes(), isFirst);
        send(notice, renewal.name(), renewal.language(), "new-password:" + renewal.publicId());
    }

    /** A link was wished for by, or for, somebody who signs in without a password. */
    void noPassword(Renewal renewal) {
        send(
                new Notice.NoPassword("/sign-in"),
                renewal.name(),
                renewal.language(),
                "no-password:" + renewal.publicId());
    }

    /** Somebody signed up with an address that has an account: its owner, who may be the same human, is told. */
    void accountExists(String signUp, Applicant applicant) {
        messages.send(
                new Notice.AccountExists("/sign-in"),
                new Recipient.Email(applicant.email()),
                applicant.locale(),
                "account-exists:" + signUp);
    }

    private void send(Notice notice, SignInName to, Locale language, String key) {
        Recipient recipient =
                to.channel() == Channel.EMAIL ? new Recipient.Email(to.text()) : new Recipient.Sms(to.text());
        messages.send(notice, recipient, language, key);
    }
}
