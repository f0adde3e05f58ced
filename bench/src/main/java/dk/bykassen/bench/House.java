package dk.bykassen.bench;

import dk.bykassen.Bykassen;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product inside this program, on a database of its own. Jobs rest: what they do for a purchase happens later and is
 * measured elsewhere.
 */
final class House implements AutoCloseable {

    private final Server server;
    private final String database;
    private final ConfigurableApplicationContext portal;

    private House(Server server, String database, ConfigurableApplicationContext portal) {
        this.server = server;
        this.database = database;
        this.portal = portal;
    }

    static House open(Server server, String database) throws InterruptedException {
        var application = new SpringApplication(Bykassen.class);
        Map<String, Object> properties = properties(server.address(database), server.secrets());
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", properties)));
        application.setLogStartupInfo(false);
        ConfigurableApplicationContext portal = application.run("--logging.level.root=warn");
        portal.getBean(JobRunner.class).pause();
        return new House(server, database, portal);
    }

    /** What every portal of a run is started with. */
    static Map<String, Object> properties(String address, String secrets) {
        return Map.of(
                "bykassen.database.url", address,
                "bykassen.secrets", secrets,
                "bykassen.port", "0",
                "bykassen.management-port", "0",
                "bykassen.public-scheme", "http",
                "bykassen.sms.url", "http://127.0.0.1:9/none");
    }

    ApplicationContext portal() {
        return portal;
    }

    Server server() {
        return server;
    }

    String database() {
        return database;
    }

    <T> T bean(Class<T> type) {
        return portal.getBean(type);
    }

    /** A town that keeps accounts. @param prefix of its references, unlike any other town's */
    Tenant found(String slug, String prefix) {
        return bean(Founding.class)
                .open(
                        new Founding.Charter(
                                slug,
                                "Bænkby " + prefix,
                                "Bænkby Kommune",
                                prefix,
                                Tenant.Country.DK,
                                "DKK",
                                "Europe/Copenhagen",
                                List.of(slug + ".localhost"),
                                List.of(Locale.of("da")),
                                List.of("canteen"),
                                new Tenant.Brand("#0b4a75", "#63c5cf", "band", "primary", 14, 100, false),
                                new Tenant.Contact("70 00 00 00", "by@example.com", "Torvet 1, 1000 By", "12345678"),
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"44\"/>"
                                        .getBytes(StandardCharsets.UTF_8),
                                null,
                                null),
                        Instant.now());
    }

    /** Runs in a transaction of {@code town}. */
    <T> T in(Tenant town, Supplier<T> work) {
        return Tenants.<T, RuntimeException>inTenant(
                town, () -> bean(TransactionTemplate.class).execute(status -> work.get()));
    }

    @Override
    public void close() {
        portal.close();
    }
}
