package dk.bykassen.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a real town runs has nothing of the demo in it, and says in one sentence what it lacks. */
class ProductionTest {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    /** A database a portal has prepared before, with one town in it. */
    @BeforeAll
    static void startDatabase() throws Exception {
        server = EmbeddedPostgres.start(folder.resolve("postgres"), Options.forTests());
        try (Portal portal = Portal.start(folder, ready("plain"))) {
            portal.awaitReady();
        }
        try (Connection superuser =
                        DriverManager.getConnection(server.jdbcUrl("town"), server.superuser(), server.password());
                Statement sql = superuser.createStatement()) {
            sql.execute("""
                    insert into platform.tenant (slug, name, legal_name, prefix, country, currency, zone, languages,
                        primary_colour, accent_colour, header, radius, logo, logo_width, phone, email, address,
                        business_number, created_at)
                    values ('fjordby', 'Fjordby', 'Fjordby', 'FJ', 'DK', 'DKK', 'Europe/Copenhagen', '{da}',
                        '#0b4a75', '#63c5cf', 'band', 8, '<svg xmlns="http://www.w3.org/2000/svg"/>', 100, '1', '1', '1',
                        '1', '2026-01-01 00:00Z')
                    """);
            sql.execute("insert into platform.host select 'fjordby.localhost', id from platform.tenant");
        }
    }

    @AfterAll
    static void stopDatabase() {
        server.close();
    }

    @Test
    void theClassPathHoldsNothingOfTheDemo() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : Portal.CLASS_PATH.split(":")) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (var production = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThat(production.getResource("dk/bykassen/Bykassen.class")).isNotNull();
            for (String name : List.of(
                    "dk/bykassen/demo/Demo.class",
                    "dk/bykassen/demo/DemoClock.class",
                    "dk/bykassen/simulator/Simulator.class",
                    "dk/bykassen/postgres/EmbeddedPostgres.class",
                    "postgres-linux-x86_64.txz")) {
                assertThat(production.getResource(name)).as(name).isNull();
            }
        }
    }

    /** The class path above is made by hand; this is what the build makes the real one from. */
    @Test
    void thePortalNeedsNoOtherModuleOfOursToRun() throws Exception {
        Element pom = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("..", "portal", "pom.xml").toFile())
                .getDocumentElement();
        NodeList dependencies = pom.getElementsByTagName("dependency");
        assertThat(dependencies.getLength()).isPositive();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (text(dependency, "groupId").equals("dk.bykassen")) {
                assertThat(text(dependency, "scope"))
                        .as(text(dependency, "artifactId"))
                        .isEqualTo("test");
            }
        }
    }

    @Test
    void nobodyCanMoveTheClockOrSeeTheFrontDoor() throws Exception {
        try (Portal portal = Portal.start(folder, ready("plain"))) {
            portal.awaitReady();
            for (String path : List.of("/", "/demo/clock", "/demo/front-door", "/demo/books?tenant=fjordby")) {
                assertThat(Portal.get(portal.port, "localhost", path)).as(path).startsWith("HTTP/1.1 421");
            }
            for (String path : List.of("/demo/clock", "/demo/front-door", "/demo/books?tenant=fjordby")) {
                assertThat(Portal.get(portal.port, "fjordby.localhost", path))
                        .as(path)
                        .startsWith("HTTP/1.1 404");
            }
            assertThat(Portal.get(portal.devicePort, "localhost", "/demo/clock"))
                    .startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void aPortalWithoutADatabaseSaysSo() throws Exception {
        assertThat(refusal(Map.of("BYKASSEN_SECRETS_FILE", secrets("plain"))))
                .isEqualTo(
                        "1: BYKASSEN_DATABASE_URL is not set: Bykassen needs a PostgreSQL 15 or later to serve from.");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws Exception {
        String nowhere = "postgresql://owner:secret@127.0.0.1:" + Portal.freePort() + "/town";
        assertThat(refusal(Map.of("BYKASSEN_DATABASE_URL", nowhere, "BYKASSEN_SECRETS_FILE", secrets("plain"))))
                .startsWith("1: The database at jdbc:postgresql://127.0.0.1:")
                .contains("cannot be used")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @Test
    void aPortalWithoutSecretsSaysSo() throws Exception {
        assertThat(refusal(Map.of("BYKASSEN_DATABASE_URL", database())))
                .startsWith("1: No secrets: set BYKASSEN_SECRETS_FILE")
                .hasLineCount(1);
    }

    @Test
    void secretsMadeForADemoAreRefused() throws Exception {
        assertThat(refusal(ready("demo-1234")))
                .isEqualTo("1: The secrets were made for a demonstration; production needs its own.");
    }

    @Test
    void theDemosOwnDatabaseIsRefused() throws Exception {
        Options asTheDemo = Options.forTests().with("cluster_name", "bykassen-embedded");
        try (var embedded = EmbeddedPostgres.start(folder.resolve("embedded"), asTheDemo)) {
            String address = OwnedDatabase.address(embedded, "bykassen");
            assertThat(refusal(Map.of("BYKASSEN_DATABASE_URL", address, "BYKASSEN_SECRETS_FILE", secrets("plain"))))
                    .startsWith("1: The database is the demo's embedded PostgreSQL")
                    .hasLineCount(1);
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        for (int taken = 0; taken < 3; taken++) {
            try (ServerSocket other = new ServerSocket(0)) {
                List<Integer> ports = new ArrayList<>(List.of(Portal.freePort(), Portal.freePort(), Portal.freePort()));
                ports.set(taken, other.getLocalPort());
                try (Portal portal = Portal.start(folder, ready("plain"), ports)) {
                    assertThat(portal.refusal())
                            .isEqualTo("1: Port " + other.getLocalPort()
                                    + " is taken by another program: end that one, or choose another port.");
                }
            }
        }
    }

    private static String refusal(Map<String, String> environment) throws Exception {
        try (Portal portal = Portal.start(folder, environment)) {
            return portal.refusal();
        }
    }

    private static Map<String, String> ready(String key) throws IOException {
        return Map.of("BYKASSEN_DATABASE_URL", database(), "BYKASSEN_SECRETS_FILE", secrets(key));
    }

    private static String database() {
        return OwnedDatabase.address(server, "town");
    }

    /** The same secrets for the same name, since a database remembers its roles' passwords. */
    private static String secrets(String key) throws IOException {
        Path file = folder.resolve(key);
        if (Files.notExists(file)) {
            Files.writeString(file, Keyring.newLine(key) + "\n");
        }
        return file.toString();
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
