package dk.bykassen;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * The town that tests live in: one PostgreSQL and one application context for the whole run. A test founds tenants of its
 * own ({@link #found}), so tests cannot see each other's rows: row-level security keeps them apart.
 */
public final class TestTown {

    /** Put on a test class: starts the portal on a random port against the real database. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @SpringBootTest(
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
            classes = {Bykassen.class, Clockwork.class})
    @ContextConfiguration(initializers = Plumbing.class)
    public @interface TownTest {}

    /** Time a test can move. */
    public static final class MovableClock implements InstantSource {
        private final AtomicReference<Instant> fixed = new AtomicReference<>(null);

        @Override
        public Instant instant() {
            Instant set = fixed.get();
            return set == null ? Instant.now() : set;
        }

        public void set(String moment) {
            fixed.set(Instant.parse(moment));
        }

        public void advance(java.time.Duration step) {
            fixed.set(instant().plus(step));
        }

        public void reset() {
            fixed.set(null);
        }
    }

    @TestConfiguration
    static class Clockwork {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        static CountedStatements countedStatements() {
            return new CountedStatements();
        }
    }

    static class Plumbing implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "town",
                            Map.of(
                                    "bykassen.database.url", address("town"),
                                    "bykassen.secrets", SECRETS,
                                    "bykassen.management-port", "0",
                                    "bykassen.device-port", "0",
                                    "bykassen.public-scheme", "http",
                                    "bykassen.sms.url", "http://127.0.0.1:9/none",
                                    "bykassen.jobs.threads", "4")));
        }
    }

    private static final String SECRETS = Keyring.newLine("test");
    private static final AtomicInteger FOUNDED = new AtomicInteger();

    private TestTown() {}

    /** The server of this run; its files go away with it. */
    public static EmbeddedPostgres server() {
        return Server.RUNNING;
    }

    /** The address of a database of the given name, made when missing, as its owner. */
    public static String address(String database) {
        return OwnedDatabase.address(server(), database);
    }

    /** A connection as the server's superuser: for tests that look behind the guard. Never proves anything about the guard itself. */
    public static Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(server().jdbcUrl(database), server().superuser(), server().password());
    }

    /** A new Danish tenant that nobody else uses; its host is {@code <slug>.localhost}. */
    public static Tenant found(Founding founding) {
        return found(founding, Tenant.Country.DK, List.of("canteen"));
    }

    /** A new tenant in {@code country} that offers {@code services}. */
    public static Tenant found(Founding founding, Tenant.Country country, List<String> services) {
        boolean danish = country == Tenant.Country.DK;
        int number = FOUNDED.incrementAndGet();
        String slug = "by" + number;
        String prefix = "" + letter(number / 676) + letter(number / 26) + letter(number);
        byte[] logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"44\"/>"
                .getBytes(StandardCharsets.UTF_8);
        return founding.open(
                new Founding.Charter(
                        slug,
                        "By " + number,
                        "By " + number + " Kommune",
                        prefix,
                        country,
                        danish ? "DKK" : "NOK",
                        danish ? "Europe/Copenhagen" : "Europe/Oslo",
                        List.of(slug + ".localhost"),
                        Stream.of(danish ? "da" : "nb", danish ? "nb" : "da", "en")
                                .map(Locale::of)
                                .toList(),
                        services,
                        new Tenant.Brand("#0b4a75", "#63c5cf", "band", "primary", 14, 100, false),
                        new Tenant.Contact("70 00 00 00", "by@example.com", "Torvet 1, 1000 By", "12345678"),
                        logo,
                        null,
                        null),
                Instant.now());
    }

    private static char letter(int number) {
        return (char) ('A' + number % 26);
    }

    /** Runs {@code work} for {@code tenant}. */
    public static <T, X extends Throwable> T in(Tenant tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return Tenants.inTenant(tenant, work);
    }

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                Path home = Files.createTempDirectory("bykassen-test-");
                EmbeddedPostgres server = EmbeddedPostgres.start(home, Options.forTests());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.close();
                    try (var files = Files.walk(home)) {
                        files.sorted(java.util.Comparator.reverseOrder())
                                .forEach(file -> file.toFile().delete());
                    } catch (IOException e) {
                        System.err.println("left behind: " + home);
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
