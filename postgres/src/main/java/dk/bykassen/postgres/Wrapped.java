package dk.bykassen.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a program that must not outlive this JVM, however the JVM ends. */
final class Wrapped {

    /**
     * The shell holds the reading end of a pipe whose writing end is this JVM's. When the JVM goes away in any way, kill -9
     * included, the pipe closes and the program gets the signal; if it then fails, what it half made is removed.
     */
    private static final String SCRIPT = """
            signal=$1; half_made=$2; shift 2
            exec 3<&0
            "$@" </dev/null 3<&- &
            program=$!
            ( read -r nothing <&3; kill -"$signal" $program 2>/dev/null ) &
            watch=$!
            wait $program; code=$?
            kill $watch 2>/dev/null
            if [ $code -ne 0 ] && [ -n "$half_made" ]; then rm -rf "$half_made"; fi
            exit $code
            """;

    private Wrapped() {}

    /**
     * @param signal what to send when this JVM closes the process's input or goes away
     * @param halfMade a path to remove when the program fails, or ""
     */
    static Process start(String signal, String halfMade, List<String> program, ServerLog log)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (Command.works("setsid", "true")) {
            command.add("setsid"); // a terminal's Ctrl-C is for the application, which then stops the server in order
        }
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "bykassen-postgres", signal, halfMade));
        command.addAll(program);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG")); // PGOPTIONS and its kin are not for us
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }
}
