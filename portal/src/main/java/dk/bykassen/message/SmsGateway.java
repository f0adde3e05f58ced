package dk.bykassen.message;

import dk.bykassen.kernel.Latin;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * Hands text messages to the SMS gateway: {@code POST} with a bearer key and {@code {"to","from","text","reference"}}. The
 * reference is the message's id, by which the gateway knows a repeated try.
 */
@Component
class SmsGateway {

    private static final int LONGEST_SENDER = 11;
    /** Client errors that pass: slow down, too early, took too long. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Texts texts;
    private final Frames frames;
    private final String url;
    private final RestClient http;

    SmsGateway(
            Texts texts,
            Frames frames,
            @Value("${bykassen.sms.url:}") String url,
            @Value("${bykassen.sms.key:}") String key) {
        this.texts = texts;
        this.frames = frames;
        this.url = url;
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build());
        factory.setReadTimeout(Duration.ofSeconds(10));
        this.http = RestClient.builder()
                .requestFactory(factory)
                .defaultHeader("Authorization", "Bearer " + key)
                .build();
    }

    Delivered send(Message message) {
        if (url.isEmpty()) {
            return new Delivered.Refused("no-sms-gateway");
        }
        var body = Map.of(
                "to", message.address(),
                "from", sender(Tenants.current().name()),
                "text", texts.write(message.notice(), frames.wording(message.language())),
                "reference", message.publicId().toString());
        try {
            http.post()
                    .uri(url)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .retrieve()
                    .toBodilessEntity();
            return new Delivered.Sent();
        } catch (RestClientResponseException refused) {
            int status = refused.getStatusCode().value();
            return status < 500 && !PASSING.contains(status)
                    ? new Delivered.Refused("sms-" + status)
                    : new Delivered.NotNow("sms-" + status);
        } catch (ResourceAccessException noAnswer) {
            return new Delivered.NotNow("sms-no-answer");
        }
    }

    /** Phones show at most eleven letters and digits as a sender: as many whole words of the name as fit. */
    static String sender(String name) {
        String ascii = Latin.plain(name).replaceAll("[^A-Za-z0-9 ]", "").strip();
        if (ascii.length() <= LONGEST_SENDER) {
            return ascii;
        }
        int space = ascii.lastIndexOf(' ', LONGEST_SENDER);
        return ascii.substring(0, space > 0 ? space : LONGEST_SENDER).strip();
    }
}
