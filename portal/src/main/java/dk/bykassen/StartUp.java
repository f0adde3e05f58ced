package dk.bykassen;

import dk.bykassen.kernel.StartUpFailure;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts a program so that whatever the operator must mend is one plain sentence on standard error and exit code 1. */
public final class StartUp {

    /** What a main method does. */
    public interface Start {
        void run() throws Exception;
    }

    private StartUp() {}

    /** Runs {@code start}; does not return when it fails. */
    public static void orExplain(Start start) {
        try {
            start.run();
        } catch (Throwable failure) {
            if (sentence(failure).isEmpty()) {
                failure.printStackTrace(System.out);
            }
            System.err.println(sentence(failure)
                    .orElse("Bykassen could not start (" + failure.getClass().getSimpleName()
                            + "); the log says what happened."));
            System.exit(1);
        }
    }

    /** The sentence for a failure somebody foresaw. */
    static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String sentence = switch (cause) {
                case StartUpFailure foreseen -> foreseen.getMessage();
                case PortInUseException taken -> portTaken(taken.getPort());
                case ConnectorStartFailedException taken -> portTaken(taken.getPort());
                case IOException full when isDiskFull(full) -> "The disk is full: make room, then start again.";
                default -> null;
            };
            if (sentence != null) {
                return Optional.of(sentence);
            }
        }
        return Optional.empty();
    }

    private static String portTaken(int port) {
        return "Port " + port + " is taken by another program: end that one, or choose another port.";
    }

    private static boolean isDiskFull(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("Disk quota exceeded");
    }

    /** Keeps Spring from printing its own account, with its trace, of what {@link #orExplain} says in one sentence. */
    static final class Silence implements SpringBootExceptionReporter {

        Silence(@Nullable ConfigurableApplicationContext context) {}

        @Override
        public boolean reportException(Throwable failure) {
            return sentence(failure).isPresent();
        }
    }
}
