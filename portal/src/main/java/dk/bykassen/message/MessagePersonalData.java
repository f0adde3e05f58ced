package dk.bykassen.message;

import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Wording;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was written to somebody. Nobody has to keep it: the payment it told of stands in the books. */
@Component
class MessagePersonalData implements PersonalData {

    private final JdbcClient jdbc;
    private final MessageStore store;
    private final MayContact contacts;
    private final Letters letters;
    private final Texts texts;
    private final Frames frames;

    MessagePersonalData(
            JdbcClient jdbc, MessageStore store, MayContact contacts, Letters letters, Texts texts, Frames frames) {
        this.jdbc = jdbc;
        this.store = store;
        this.contacts = contacts;
        this.letters = letters;
        this.texts = texts;
        this.frames = frames;
    }

    @Override
    public String source() {
        return "message";
    }

    @Override
    public Set<String> tables() {
        return Set.of("message.message");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(
                "messages",
                "writtenAt",
                "decidedAt",
                "state",
                "channel",
                "address",
                "kind",
                "language",
                "subject",
                "text"));
    }

    @Override
    public void export(Subject person, Export out) {
        store.each(person.id(), stored -> {
            Message message = stored.message();
            Wording words = frames.wording(message.language());
            boolean mail = message.channel() == Message.Channel.email;
            Letter letter = mail ? letters.write(message.notice(), words) : null;
            out.row(
                    "messages",
                    stored.writtenAt(),
                    stored.decidedAt(),
                    stored.state(),
                    message.channel().name(),
                    message.address(),
                    NoticeKind.of(message.notice()).template(),
                    message.language().getLanguage(),
                    letter == null ? null : letter.subject(),
                    letter == null
                            ? texts.write(message.notice(), words)
                            : PlainText.of(letter, Tenants.current(), words));
        });
    }

    /** What still has to be delivered keeps its address until it is. */
    @Override
    public List<String> objections(Subject person) {
        long waiting = about(
                        person,
                        "select count(*) from message.message where tenant_id = :tenant and person_id = :person and state = 'queued'")
                .query(Long.class)
                .single();
        return waiting == 0 ? List.of() : List.of(waiting + " messages are still to be delivered");
    }

    @Override
    public void erase(Subject person) {
        store.forgetSentTo(Stream.concat(
                        contacts.byEmail(person.id(), MayContact.Purpose.NECESSARY).stream(),
                        contacts.bySms(person.id(), MayContact.Purpose.NECESSARY).stream())
                .toList());
        about(person, "delete from message.message where tenant_id = :tenant and person_id = :person")
                .update();
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("person", person.id());
    }
}
