package dk.bykassen.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The world outside the portal, by its own controls: clock, card gateway, inboxes; and the books, by the demo's. */
final class World {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI portal;
    private final URI simulator;
    private final Path keys;
    private boolean clockMoved;
    private boolean faultsOrdered;

    World(URI portal, URI simulator, Path keys) {
        this.portal = portal;
        this.simulator = simulator;
        this.keys = keys;
    }

    record Mail(String to, String subject, String text, String html) {}

    /**
     * What the demo says about a tenant's books, in minor units.
     *
     * @param differences accounts whose balance is not the sum of their transfers
     */
    record Books(long trialBalance, int differences, long gatewayCharged) {}

    /** A till in {@code unit} and its bearer key. */
    record Till(String tenant, String unit, String id, String key) {}

    /** Somebody who signs in with a password. */
    record Login(String tenant, String name, String email, String mobile, String password) {}

    URI simulator() {
        return simulator;
    }

    String at(String path) {
        return simulator + path;
    }

    /** Moves time for everybody and waits until what fell due is done. */
    void advance(Duration step) {
        moveClock(Map.of("advance", step.toString()));
    }

    void setClock(OffsetDateTime moment) {
        moveClock(Map.of("now", moment.toString()));
    }

    Instant now() {
        return OffsetDateTime.parse(get(at("/control/clock")).path("now").stringValue(""))
                .toInstant();
    }

    private void moveClock(Map<String, Object> how) {
        clockMoved = true;
        post(at("/control/clock"), how);
    }

    /** Orders {@code fault} for the gateway's next occasion. */
    void order(String fault) {
        order(Map.of("fault", fault));
    }

    void order(Map<String, Object> fault) {
        faultsOrdered = true;
        post(at("/control/gateway/nexi"), fault);
    }

    /** What the gateway believes about {@code tenant}'s payments. */
    JsonNode gateway(String tenant) {
        return get(at("/control/gateway/nexi?merchant=" + tenant));
    }

    /** Everything the gateway has charged {@code tenant}'s customers, in minor units. */
    long charged(String tenant) {
        return gateway(tenant).path("charged").longValue(-1);
    }

    Books books(String tenant) {
        JsonNode books = get(portal + "/demo/books?tenant=" + tenant);
        return new Books(
                books.path("trialBalance").longValue(-1),
                books.path("differences").size(),
                books.path("gatewayCharged").longValue(-1));
    }

    /** The mails to {@code address}, newest first. */
    List<Mail> mails(String address) {
        List<Mail> mails = new ArrayList<>();
        for (JsonNode mail : get(at("/inbox/mail?to=" + encoded(address)))) {
            mails.add(new Mail(
                    mail.path("to").stringValue(""),
                    mail.path("subject").stringValue(""),
                    mail.path("text").stringValue(""),
                    mail.path("html").stringValue("")));
        }
        return mails;
    }

    /** What was written to {@code number} by SMS, newest first. */
    List<String> texts(String number) {
        return get(at("/inbox/sms?to=" + encoded(number)))
                .valueStream()
                .map(text -> text.path("text").stringValue(""))
                .toList();
    }

    /** Waits for a mail to {@code address} that {@code fits}. */
    Mail mail(String address, Predicate<Mail> fits) {
        return await(
                "a mail to " + address,
                () -> mails(address).stream().filter(fits).findFirst().orElse(null));
    }

    List<Till> tills(String tenant) {
        return keys("tills")
                .filter(till -> till.path("tenant").stringValue("").equals(tenant))
                .map(till -> new Till(
                        tenant,
                        till.path("unit").stringValue(""),
                        till.path("id").stringValue(""),
                        till.path("key").stringValue("")))
                .toList();
    }

    /** The demo's people who have a password. */
    List<Login> logins() {
        return keys("people")
                .filter(person -> person.path("password").isString())
                .map(person -> new Login(
                        person.path("tenant").stringValue(""),
                        person.path("name").stringValue(""),
                        person.path("email").stringValue(""),
                        person.path("mobile").stringValue(""),
                        person.path("password").stringValue("")))
                .toList();
    }

    Login login(String name) {
        return logins().stream()
                .filter(login -> login.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> keys(String list) {
        try {
            return JSON.readTree(Files.readAllBytes(keys)).path(list).valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No fault is waiting and time is real again. */
    void calm() {
        if (faultsOrdered) {
            post(at("/control/gateway/nexi"), Map.of("reset", true));
            faultsOrdered = false;
        }
        if (clockMoved) {
            post(at("/control/clock"), Map.of("reset", true));
            clockMoved = false;
        }
    }

    /** What {@code question} answers once it answers; content that others make is waited for, never slept for. */
    static <T> T await(String what, Supplier<T> question) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T answer = question.get();
            if (answer != null && !Boolean.FALSE.equals(answer)) {
                return answer;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    /** Pays in the window at {@code address} and does not go back to the merchant. */
    void payInWindow(String address, String card) {
        Map<String, String> fields =
                Map.of("holder", "Test Person", "number", card, "expiry", "08/30", "cvc", "123", "action", "pay");
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 303) {
            throw new AssertionError("the window answered " + answer.statusCode());
        }
    }

    /** Opens {@code address} without following where it leads. */
    HttpResponse<String> visit(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).GET().build());
    }

    /** The same with {@code cookie}, as a program that got hold of it would. */
    HttpResponse<String> visit(String address, String cookie) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", cookie)
                .GET()
                .build());
    }

    JsonNode get(String address) {
        return json(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    JsonNode post(String address, Object body) {
        return json(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private JsonNode json(HttpRequest.Builder request) {
        HttpResponse<String> answer =
                send(request.header("Accept", "application/json").build());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
