package dk.bykassen;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.StartUpFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two things everything else is handed: the time and the secrets. */
@Configuration
class Foundations {

    /** Business time. Sessions, tokens, rate limits and ids use real time instead. */
    @Bean
    InstantSource businessClock() {
        return Clock.systemUTC();
    }

    @Bean
    Keyring keyring(
            @Value("${bykassen.secrets:}") String lines,
            @Value("${bykassen.secrets-file:}") String file,
            @Value("${bykassen.production:false}") boolean production) {
        String text = file.isBlank() ? lines : read(Path.of(file));
        if (text.isBlank()) {
            throw new StartUpFailure(
                    "No secrets: set BYKASSEN_SECRETS_FILE to a file with a line id:base64 of 32 random bytes.");
        }
        Keyring keyring;
        try {
            keyring = Keyring.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StartUpFailure(String.valueOf(e.getMessage()), e);
        }
        if (production && keyring.isForDemonstration()) {
            throw new StartUpFailure("The secrets were made for a demonstration; production needs its own.");
        }
        return keyring;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartUpFailure("The secrets file " + file + " cannot be read.", e);
        }
    }
}
