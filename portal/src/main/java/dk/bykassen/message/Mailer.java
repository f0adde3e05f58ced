package dk.bykassen.message;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import dk.bykassen.web.PlainColours;
import dk.bykassen.web.Wording;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Writes letters as mails, text and HTML side by side, and hands them to the mail server. */
@Component
class Mailer {

    /** RFC 5321, section 4.2: three digits first. */
    private static final Pattern REPLY = Pattern.compile("([45][0-9][0-9])\\b");

    private static final int MOST_CAUSES = 20;

    private final JavaMailSender sender;
    private final TemplateEngine templates;
    private final Letters letters;
    private final Frames frames;
    private final InstantSource clock;

    Mailer(JavaMailSender sender, TemplateEngine templates, Letters letters, Frames frames, InstantSource clock) {
        this.sender = sender;
        this.templates = templates;
        this.letters = letters;
        this.frames = frames;
        this.clock = clock;
    }

    Delivered send(Message message) {
        try {
            sender.send(mime(message));
            return new Delivered.Sent();
        } catch (AddressException notAnAddress) {
            return new Delivered.Refused("bad-address");
        } catch (MailException failure) {
            // The exception's own words hold the address: its reply code is all that may leave here.
            return replyCode(failure)
                    .<Delivered>map(code ->
                            code >= 500 ? new Delivered.Refused("smtp-" + code) : new Delivered.NotNow("smtp-" + code))
                    .orElseGet(() -> new Delivered.NotNow(withoutReply(failure)));
        } catch (MessagingException | UnsupportedEncodingException unwritable) {
            return new Delivered.NotNow(unwritable.getClass().getSimpleName());
        }
    }

    private MimeMessage mime(Message message) throws MessagingException, UnsupportedEncodingException {
        Tenant tenant = Tenants.current();
        Wording words = frames.wording(message.language());
        Letter letter = letters.write(message.notice(), words);
        MimeMessage mime = sender.createMimeMessage();
        String utf8 = StandardCharsets.UTF_8.name();
        mime.setFrom(new InternetAddress(tenant.contact().email(), tenant.name(), utf8));
        mime.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.address(), true));
        mime.setSubject(letter.subject(), utf8);
        mime.setSentDate(Date.from(clock.instant()));
        mime.setContentLanguage(new String[] {message.language().getLanguage()});
        // The same for every try: a mail program that gets it twice shows it once.
        mime.setHeader(
                "Message-ID", "<" + message.publicId() + "@" + tenant.hosts().getFirst() + ">");
        // No vacation answers to receipts (RFC 3834).
        mime.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(PlainText.of(letter, tenant, words), utf8);
        var html = new MimeBodyPart();
        html.setText(html(letter, tenant, words), utf8, "html");
        mime.setContent(new MimeMultipart("alternative", text, html));
        return mime;
    }

    private String html(Letter letter, Tenant tenant, Wording words) {
        var out = new StringOutput(8 * 1024);
        templates.render(
                "message/letter.jte",
                Map.of("letter", letter, "tenant", tenant, "words", words, "colours", PlainColours.of(tenant)),
                out);
        return out.toString();
    }

    private static String withoutReply(MailException failure) {
        return failure instanceof MailSendException
                ? "smtp-no-answer"
                : failure.getClass().getSimpleName();
    }

    /** The mail server's answer: it begins the words of one of the exceptions that hang together here. */
    private static Optional<Integer> replyCode(MailException failure) {
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        for (int looked = 0; looked < MOST_CAUSES && !open.isEmpty(); looked++) {
            Throwable next = open.poll();
            Matcher reply = REPLY.matcher(String.valueOf(next.getMessage()));
            if (next instanceof MessagingException && reply.lookingAt()) {
                return Optional.of(Integer.parseInt(reply.group(1)));
            }
            if (next instanceof MailSendException bundle) {
                open.addAll(List.of(bundle.getMessageExceptions()));
            }
            if (next instanceof MessagingException linked && linked.getNextException() != null) {
                open.add(linked.getNextException());
            } else if (next.getCause() != null) {
                open.add(next.getCause());
            }
        }
        return Optional.empty();
    }
}
