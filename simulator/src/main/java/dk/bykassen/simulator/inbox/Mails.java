package dk.bykassen.simulator.inbox;

import dk.bykassen.simulator.store.Database;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every mail that has arrived, one entry per recipient. */
public final class Mails {

    /** A mail as people read it. */
    public record Mail(long id, String to, String from, String subject, String text, String html, Instant at) {}

    private final Database database;
    private final InstantSource clock;

    public Mails(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    void keep(String recipient, MimeMessage message) throws MessagingException, IOException {
        Bodies bodies = new Bodies();
        bodies.collect(message);
        Address[] from = message.getFrom();
        String sender = from == null || from.length == 0 ? "" : readable(from[0]);
        String subject = message.getSubject() == null ? "" : message.getSubject();
        database.transaction(tx -> tx.update(
                "insert into mail (recipient, sender, subject, text, html, arrived_at) values (?, ?, ?, ?, ?, ?)",
                recipient.toLowerCase(Locale.ROOT),
                sender,
                subject,
                bodies.text.toString(),
                bodies.html.toString(),
                clock.instant()));
    }

    /** The newest first; all recipients when none is named. */
    List<Mail> to(@Nullable String recipient, int most) {
        return database.transaction(
                tx -> tx.list("""
                select * from mail
                where ?1 is null or recipient = ?1
                order by id desc
                limit ?2
                """, Mails::read, recipient == null ? null : recipient.toLowerCase(Locale.ROOT), most));
    }

    Optional<Mail> find(long id) {
        return database.transaction(tx -> tx.first("select * from mail where id = ?", Mails::read, id));
    }

    private static Mail read(ResultSet row) throws SQLException {
        return new Mail(
                row.getLong("id"),
                row.getString("recipient"),
                row.getString("sender"),
                row.getString("subject"),
                row.getString("text"),
                row.getString("html"),
                Instant.parse(row.getString("arrived_at")));
    }

    private static String readable(Address address) {
        return address instanceof InternetAddress internet ? internet.toUnicodeString() : address.toString();
    }

    /** The readable parts of a message, wherever they are nested. */
    private static final class Bodies {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();

        void collect(Part part) throws MessagingException, IOException {
            if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                return;
            }
            Object content = part.getContent();
            if (content instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i));
                }
            } else if (content instanceof String body) {
                (part.isMimeType("text/html") ? html : text).append(body);
            }
        }
    }
}
