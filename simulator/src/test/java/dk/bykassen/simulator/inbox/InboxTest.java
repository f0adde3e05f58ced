package dk.bykassen.simulator.inbox;

import static dk.bykassen.simulator.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.simulator.Browser;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal sends, and people and tests read. */
class InboxTest {

    private static final String SMS =
            "{\"to\":\"+4520100001\",\"from\":\"Fjordby\",\"text\":\"Koden er 4711 – hej\"%s}";

    @TempDir
    Path data;

    private Simulator simulator;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(new SimulatorOptions(0, 0, URI.create("http://localhost:1"), data, null));
        browser = new Browser(simulator.baseUri());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aMailArrivesBySmtpAndSurvivesARestart() throws Exception {
        send("Karen.Holm@example.com", "Kvittering på 200,00 kr.", "Tak, Karen – æøå", "<p style='color:red'>Tak</p>");
        send("jens.holm@example.com", "Til Jens", "Hej", "<p>Hej</p>");
        simulator.close();
        start();

        var mails = json(browser.get("/inbox/mail?to=karen.holm@example.com"));
        assertThat(mails.size()).isEqualTo(1);
        var mail = mails.get(0);
        assertThat(mail.path("to").stringValue()).isEqualTo("karen.holm@example.com");
        assertThat(mail.path("subject").stringValue()).isEqualTo("Kvittering på 200,00 kr.");
        assertThat(mail.path("text").stringValue()).isEqualTo("Tak, Karen – æøå");
        assertThat(mail.path("html").stringValue()).isEqualTo("<p style='color:red'>Tak</p>");
        assertThat(mail.path("at").stringValue()).isNotEmpty();
        assertThat(json(browser.get("/inbox/mail")).get(0).path("subject").stringValue())
                .isEqualTo("Til Jens");
    }

    @Test
    void peopleReadAMailInASandbox() throws Exception {
        send("karen.holm@example.com", "<i>Emne</i>", "Som tekst", "<script>alert(1)</script><p>Hej</p>");
        assertThat(browser.get("/inbox/mail", "Accept", "text/html").body())
                .contains("&lt;i&gt;Emne", "href=\"/inbox/mail/1\"");
        assertThat(browser.get("/inbox/mail/1", "Accept", "text/html").body())
                .contains("<iframe src=\"/inbox/mail/1/html\" sandbox=\"allow-popups\"")
                .doesNotContain("<script>");
        assertThat(browser.get("/inbox/mail/1?view=text", "Accept", "text/html").body())
                .contains("<pre>Som tekst</pre>");
        assertThat(browser.get("/inbox/mail/1/html")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .startsWith("sandbox")
                .contains("default-src 'none'");
        assertThat(browser.get("/inbox/mail/2").statusCode()).isEqualTo(404);
    }

    @Test
    void aTextMessageArrivesOncePerReference() {
        String key = "Bearer sms-demo-key";
        String body = SMS.formatted(",\"reference\":\"r-1\"");
        var first = browser.postJson("/sms/messages", body, "Authorization", key);
        var again = browser.postJson("/sms/messages", body, "Authorization", key);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());

        var messages = json(browser.get("/inbox/sms?to=+4520100001"));
        assertThat(messages.size()).isEqualTo(1);
        assertThat(messages.get(0).path("text").stringValue()).isEqualTo("Koden er 4711 – hej");
        assertThat(json(browser.get("/inbox/sms?to=%2B4520100009")).isEmpty()).isTrue();
        assertThat(browser.get("/inbox/sms", "Accept", "text/html").body()).contains("Koden er 4711");
    }

    @Test
    void theSmsGatewayRefusesStrangersAndNonsense() {
        assertThat(browser.postJson("/sms/messages", SMS.formatted("")).statusCode())
                .isEqualTo(401);
        var nonsense = browser.postJson(
                "/sms/messages",
                "{\"to\":\"20100001\",\"from\":\"Fjordby\",\"text\":\"x\"}",
                "Authorization",
                "Bearer sms-demo-key");
        assertThat(nonsense.statusCode()).isEqualTo(400);
    }

    private void send(String to, String subject, String text, String html) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(simulator.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("noreply@fjordby.example");
        message.setRecipients(RecipientType.TO, to);
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, rich));
        Transport.send(message);
    }
}
