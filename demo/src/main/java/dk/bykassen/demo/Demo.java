package dk.bykassen.demo;

import dk.bykassen.Bykassen;
import dk.bykassen.StartUp;
import dk.bykassen.kernel.StartUpFailure;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import dk.bykassen.postgres.PostgresUnavailable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The portal as a demo: on a PostgreSQL of its own, with towns, people and money from the first start. It returns from
 * {@link #start} when everything is there; the simulator must run beside it, because all money comes through its gateway.
 */
public final class Demo implements AutoCloseable {

    private final @Nullable EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext portal;

    private Demo(@Nullable EmbeddedPostgres postgres, ConfigurableApplicationContext portal) {
        this.postgres = postgres;
        this.portal = portal;
    }

    /** @throws StartUpFailure with one sentence a person can act on */
    public static Demo start(DemoOptions options) throws IOException {
        EmbeddedPostgres postgres = options.databaseUrl().isEmpty() ? postgres(options) : null;
        boolean started = false;
        try {
            String address = postgres == null ? options.databaseUrl() : OwnedDatabase.address(postgres, "bykassen");
            var demo = new Demo(postgres, portal(options, address));
            started = true;
            return demo;
        } finally {
            if (!started && postgres != null) {
                postgres.close();
            }
        }
    }

    /** The running application, for tests that look behind its pages. */
    public ConfigurableApplicationContext portal() {
        return portal;
    }

    /** First nobody is served any more, then the database stops. */
    @Override
    public void close() {
        portal.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    public static void main(String... arguments) {
        StartUp.orExplain(() -> {
            try {
                DemoOptions options = DemoOptions.parse(arguments);
                start(options.withDatabase(Objects.requireNonNullElse(System.getenv("BYKASSEN_DATABASE_URL"), "")));
            } catch (IllegalArgumentException e) {
                throw new StartUpFailure(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static EmbeddedPostgres postgres(DemoOptions options) {
        Options settings = options.isDurable() ? Options.defaults() : Options.forTests();
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    options.data().resolve("postgres"),
                    // Production knows the embedded server by this name and refuses it.
                    settings.with("cluster_name", "bykassen-embedded").with("max_connections", "60"));
            // Spring runs this when the JVM is told to end, after it has closed the portal.
            SpringApplication.getShutdownHandlers().add(postgres::close);
            return postgres;
        } catch (PostgresUnavailable e) {
            throw new StartUpFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static ConfigurableApplicationContext portal(DemoOptions options, String database) throws IOException {
        var application = new SpringApplication(Bykassen.class);
        Map<String, Object> properties = properties(options, database);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("demo", properties));
            context.getBeanFactory().registerSingleton("demoOptions", options);
        });
        return application.run();
    }

    private static Map<String, Object> properties(DemoOptions options, String database) throws IOException {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bykassen.port", options.port());
        properties.put("bykassen.management-port", options.managementPort());
        properties.put("bykassen.device-port", options.devicePort());
        properties.put("bykassen.public-scheme", "http");
        properties.put("bykassen.public-port", options.port());
        properties.put("bykassen.database.url", database);
        properties.put("bykassen.secrets-file", DemoSecrets.in(options.data()).toString());
        properties.put("bykassen.smtp.host", "localhost");
        properties.put("bykassen.smtp.port", options.smtpPort());
        properties.put("bykassen.sms.url", options.simulator() + "/sms/messages");
        properties.put("bykassen.sms.key", "sms-demo-key");
        properties.put("bykassen.press.url", options.simulator() + "/press");
        properties.put("bykassen.press.key", "press-demo-key");
        return properties;
    }
}
