package dk.bykassen.bench;

import dk.bykassen.Bykassen;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The product on a PostgreSQL of its own that keeps its promises: fsync and synchronous_commit are on. Jobs rest: what they
 * do for a purchase happens later and is measured elsewhere.
 */
final class House implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext portal;

    private House(Path folder, EmbeddedPostgres postgres, ConfigurableApplicationContext portal) {
        this.folder = folder;
        this.postgres = postgres;
        this.portal = portal;
    }

    static House open(Path home) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path folder = Files.createTempDirectory(home, "run-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                folder, Options.defaults().with("shared_buffers", "256MB").with("max_connections", "60"));
        // However this ends, the server does not outlive it.
        SpringApplication.getShutdownHandlers().add(postgres::close);
        Map<String, Object> properties = Map.of(
                "bykassen.database.url", OwnedDatabase.address(postgres, "bench"),
                "bykassen.secrets", Keyring.newLine("bench"),
                "bykassen.port", "0",
                "bykassen.management-port", "0",
                "bykassen.public-scheme", "http",
                "bykassen.sms.url", "http://127.0.0.1:9/none");
        var application = new SpringApplication(Bykassen.class);
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", properties)));
        application.setLogStartupInfo(false);
        ConfigurableApplicationContext portal = application.run("--logging.level.root=warn");
        portal.getBean(JobRunner.class).pause();
        return new House(folder, postgres, portal);
    }

    ApplicationContext portal() {
        return portal;
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
    public void close() throws IOException {
        portal.close();
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
