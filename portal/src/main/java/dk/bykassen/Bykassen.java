package dk.bykassen;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The portal. Start it with {@code ./bykassen run --production}; see docs/operations.md. */
@SpringBootApplication
public class Bykassen {

    public static void main(String[] arguments) {
        StartUp.orExplain(() -> {
            var application = new SpringApplication(Bykassen.class);
            // Whoever starts this class means it; the demo has a main class of its own.
            application.setDefaultProperties(Map.of("bykassen.production", "true"));
            application.run(arguments);
        });
    }
}
