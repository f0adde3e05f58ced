package dk.bykassen.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.CardTown;
import dk.bykassen.card.MyAccount;
import dk.bykassen.device.Entrance;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonPicture;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Tills;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A picture is sent from a telephone, and seen by tills, staff and who sent it; by nobody else. */
class PicturePagesTest extends CardTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final byte[] PHOTO = Samples.jpeg(Samples.quarters(900, 600));

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    private Visitor browser;

    @BeforeEach
    void emilIsAPupil() {
        born(LocalDate.of(2014, 9, 3));
        browser = signedIn(town, karen);
    }

    @Test
    void aParentSendsAPictureSeesItAndTakesItAway() throws Exception {
        assertThat(browser.get(home()).body()).contains("Billede af Emil", "højst 12 MB", "type=\"file\"");

        assertThat(send(browser, PHOTO).location()).isEqualTo(home());

        assertThat(browser.get(home()).body()).contains(home() + "/image", "Fjern billedet");
        HttpResponse<byte[]> image = image(browser);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(image.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(ImageIO.read(new ByteArrayInputStream(image.body())).getWidth())
                .isEqualTo(480);
        assertThat(new String(sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("JFIF");

        browser.post(home() + "/remove", Map.of("_csrf", csrf(browser)));
        browser.post(home() + "/remove", Map.of("_csrf", csrf(browser)));
        assertThat(image(browser).statusCode()).isEqualTo(404);
        assertThat(deeds()).containsExactly("picture.kept", "picture.removed");
    }

    @Test
    void whatIsNoPictureIsRefusedWithAdviceAndTheOldOneStays() {
        send(browser, PHOTO);
        Answer refused = send(browser, Samples.ftyp("heic"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("<title>Fejl:", "Mest kompatibel", "picture-e");
        assertThat(send(browser, new byte[0]).body()).contains("Filen er tom");
        assertThat(browser.send(
                                home(),
                                Map.of("_csrf", csrf(browser)),
                                "picture",
                                "me.jpg",
                                "<svg xmlns='x'><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("SVG er tegninger");
        assertThat(browser.send(home(), Map.of("_csrf", csrf(browser)), "picture", "", new byte[0])
                        .body())
                .contains("Vælg et billede");
        assertThat(browser.post(home(), Map.of("_csrf", csrf(browser))).body()).contains("Vælg et billede");
        assertThat(image(browser).statusCode()).isEqualTo(200);
    }

    @Test
    void thirteenMegabytesAreTurnedAwayWithWords() {
        Answer turned = send(browser, new byte[13 << 20]);

        assertThat(turned.status()).isEqualTo(303);
        assertThat(browser.get(turned.location()).body()).contains("større end 12 MB");
        assertThat(send(browser, new byte[(12 << 20) + 1]).body()).contains("større end 12 MB");
    }

    @Test
    void aFileIsReadFromNobodyWhoMayNotSendIt() {
        Visitor stranger = new Visitor(port, town.hosts().getFirst());
        assertThat(send(stranger, PHOTO, "").location()).startsWith("/sign-in?to=");

        Visitor jens = signedIn(town, somebody("Jens"));
        assertThat(send(jens, PHOTO).location()).isEqualTo(home());
        assertThat(jens.get(home()).status()).isEqualTo(404);

        Visitor mette = signedIn(town, acting("Mette", MyAccount.Kind.LINKED));
        assertThat(send(mette, PHOTO).location()).isEqualTo(home());
        assertThat(mette.get(home()).status()).isEqualTo(404);

        Visitor his = signedIn(town, emil);
        assertThat(send(his, PHOTO).location()).isEqualTo(home());
        assertThat(his.get(home()).body())
                .contains("vælges af den, der bestemmer")
                .doesNotContain("type=\"file\"");
        assertThat(browser.send("/accounts", Map.of(), "picture", "me.jpg", PHOTO)
                        .status())
                .isEqualTo(415);
        assertThat(pictures()).isZero();
    }

    @Test
    void nobodyButWhoSentItSeesIt() {
        send(browser, PHOTO);
        List<Visitor> others = new ArrayList<>();
        others.add(new Visitor(port, town.hosts().getFirst()));
        others.add(signedIn(town, somebody("Jens")));
        others.add(signedIn(town, acting("Mette", MyAccount.Kind.LINKED)));
        others.add(signedIn(town, acting("Peter", MyAccount.Kind.GUARDIAN)));
        others.add(signedIn(town, emil));

        assertThat(others)
                .allSatisfy(visitor -> assertThat(image(visitor).statusCode()).isIn(303, 404));
        Visitor father = others.get(3);
        assertThat(father.get(home()).body())
                .contains("Der er et billede på kontoen")
                .doesNotContain("/image");

        send(father, PHOTO);
        assertThat(image(father).statusCode()).isEqualTo(200);
        assertThat(image(browser).statusCode()).isEqualTo(404);
    }

    @Test
    void aTillOfTheTownShowsItWhileTheCardCanBeHeld() throws Exception {
        String key = till(town);
        assertThat(ask(town, key, "8d40b2f3").statusCode()).isEqualTo(404);
        send(browser, PHOTO);

        HttpResponse<byte[]> shown = ask(town, key, "8d40b2f3");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(ImageIO.read(new ByteArrayInputStream(shown.body())).getHeight())
                .isEqualTo(480);

        Tenant neighbours = TestTown.found(founding);
        String theirs = till(neighbours);
        assertThat(ask(neighbours, theirs, "8D40B2F3").statusCode()).isEqualTo(404);
        assertThat(ask(town, theirs, "8D40B2F3").statusCode()).isEqualTo(401);
        assertThat(ask(town, "", "8D40B2F3").statusCode()).isEqualTo(401);
        with(() -> {
            issuing.replace(account().id(), account().chips().getFirst().publicId(), "AABBCCDD", "AABBCCDD");
            return true;
        });
        assertThat(ask(town, key, "8D40B2F3").statusCode()).isEqualTo(404);
        assertThat(ask(town, key, "AABBCCDD").statusCode()).isEqualTo(200);
    }

    @Test
    void itIsInTheCopyOfItsHolderAndGoesWithThem() {
        send(browser, PHOTO);
        PersonalData source = portal.getBean(PicturePersonalData.class);
        List<Object> karens = new ArrayList<>();
        List<Object> emils = new ArrayList<>();
        with(() -> {
            source.export(subject(karen), (part, values) -> karens.add(values[2]));
            source.export(subject(emil), (part, values) -> emils.add(values[2]));
            return true;
        });
        assertThat(karens).isEmpty();
        assertThat(emils).singleElement().isInstanceOfSatisfying(PersonalData.Attachment.class, file -> {
            assertThat(file.name()).endsWith(".jpg");
            assertThat(file.content()).startsWith((byte) 0xff, (byte) 0xd8);
        });
        assertThat(with(() -> portal.getBean(PersonPicture.class).of(emil))).isPresent();

        with(() -> {
            source.erase(subject(karen));
            return true;
        });
        assertThat(pictures()).isEqualTo(1);
        with(() -> {
            source.erase(subject(emil));
            source.erase(subject(emil));
            return true;
        });
        assertThat(pictures()).isZero();
    }

    @Test
    void whoProvesToBeTheSenderGoesOnSeeingIt() {
        send(browser, PHOTO);
        Person same = acting("Karen", MyAccount.Kind.GUARDIAN);
        with(() -> {
            portal.getBean(PictureReunion.class).move(karen.id(), same.id());
            return true;
        });

        assertThat(image(signedIn(town, same)).statusCode()).isEqualTo(200);
    }

    private PersonalData.Subject subject(Person person) {
        return new PersonalData.Subject(person.id(), person.publicId());
    }

    private Answer send(Visitor visitor, byte[] file) {
        return send(visitor, file, csrf(visitor));
    }

    private Answer send(Visitor visitor, byte[] file, String csrf) {
        return visitor.send(home(), Map.of("_csrf", csrf, "focus", "top"), "picture", "me.jpg", file);
    }

    private static String csrf(Visitor visitor) {
        return visitor.get("/terms").csrf();
    }

    private String home() {
        return account().page() + "/picture";
    }

    private HttpResponse<byte[]> image(Visitor visitor) {
        StringBuilder cookies = new StringBuilder();
        visitor.cookies()
                .forEach((name, value) ->
                        cookies.append(name).append('=').append(value).append("; "));
        return raw(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + home() + "/image"))
                .header("Host", visitor.authority())
                .header("Cookie", cookies.toString()));
    }

    /** Asks at both doors, which say the same. */
    private HttpResponse<byte[]> ask(Tenant at, String key, String card) {
        HttpResponse<byte[]> lean = ask(Entrance.LEAN, at, key, card);
        HttpResponse<byte[]> other = ask(Entrance.PORTAL, at, key, card);
        assertThat(lean.statusCode()).isEqualTo(other.statusCode());
        assertThat(lean.headers().firstValue("Cache-Control"))
                .isEqualTo(other.headers().firstValue("Cache-Control"))
                .hasValue("no-store");
        if (lean.statusCode() == 200) {
            assertThat(lean.body()).isEqualTo(other.body());
        }
        return lean;
    }

    private HttpResponse<byte[]> ask(Entrance door, Tenant at, String key, String card) {
        return raw(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.port(portal) + "/api/v1/cards/" + card + "/picture"))
                .header("Host", at.hosts().getFirst())
                .header("Authorization", "Bearer " + key));
    }

    private static HttpResponse<byte[]> raw(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.method("GET", BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String till(Tenant where) {
        Tills tills = portal.getBean(Tills.class);
        return TestTown.in(
                where,
                () -> transactions.execute(status -> tills.addTill(tills.openUnit("Kantinen", "school"), "Kasse 1")
                        .key()));
    }

    private Person somebody(String name) {
        return with(() -> people.create(NewPerson.named(name, "Nabo", DANISH)));
    }

    private Person acting(String name, MyAccount.Kind kind) {
        Person person = somebody(name);
        with(() -> {
            issuing.link(person.id(), account().id(), kind);
            return true;
        });
        return person;
    }

    private Visitor signedIn(Tenant where, Person person) {
        var visitor = new Visitor(port, where.hosts().getFirst());
        TestTown.in(where, () -> {
            doorway.signIn(where, person, visitor);
            return true;
        });
        return visitor;
    }

    private void born(LocalDate date) {
        with(() -> jdbc.sql("update identity.person set birth_date = ? where tenant_id = ? and id = ?")
                .params(date, town.id(), emil.id())
                .update());
    }

    private long pictures() {
        return with(() -> jdbc.sql("select count(*) from picture.picture where tenant_id = ?")
                .param(town.id())
                .query(Long.class)
                .single());
    }

    private byte[] sealed() {
        return with(() -> jdbc.sql("select sealed from picture.picture where tenant_id = ?")
                .param(town.id())
                .query(byte[].class)
                .single());
    }

    private List<String> deeds() {
        return with(() -> jdbc.sql("""
                select action from audit.entry
                where tenant_id = ? and action like 'picture.%' order by id
                """).param(town.id()).query(String.class).list());
    }
}
