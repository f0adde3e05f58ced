package dk.bykassen;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The portal. Start it with {@code ./bykassen run}; see the README. */
@SpringBootApplication
public class Bykassen {

    public static void main(String[] arguments) {
        SpringApplication.run(Bykassen.class, arguments);
    }
}
