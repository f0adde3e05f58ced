package dk.bykassen.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The handle of a process that runs {@link Outlet}. */
final class OutletProcess implements AutoCloseable {

    /** How a portal is started in production, as ./bykassen does; set by it. */
    private static final String JAVA_OPTIONS = System.getProperty("bykassen.bench.production", "");

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final int port;

    private OutletProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
        this.port = Integer.parseInt(await(Outlet.OPEN).substring(Outlet.OPEN.length()));
    }

    /** Starts one and waits until its door is open. @param arguments of {@link Outlet} */
    static OutletProcess start(Server server, String database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : JAVA_OPTIONS.split(" ")) {
            if (!option.isBlank()) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Outlet.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(Outlet.ADDRESS, server.address(database));
        builder.environment().put(Outlet.SECRETS, server.secrets());
        return new OutletProcess(builder.start());
    }

    /** Where its lean door is. */
    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    long resident() throws IOException {
        return Processes.memory(process.pid(), "VmRSS");
    }

    /** The most it ever had. */
    long peak() throws IOException {
        return Processes.memory(process.pid(), "VmHWM");
    }

    void settle() throws IOException {
        orders.write(Outlet.SETTLE);
        orders.newLine();
        orders.flush();
        await(Outlet.SETTLED);
    }

    private String await(String beginning) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            System.err.println(line);
        }
        throw new IOException("the portal's process ended");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        orders.close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
