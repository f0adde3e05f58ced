package dk.bykassen.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dk.bykassen.demo.Demo;
import dk.bykassen.demo.DemoOptions;
import dk.bykassen.simulator.Simulator;
import dk.bykassen.simulator.SimulatorOptions;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** The demo, the world around it and one browser, in this JVM, on ports and a folder of their own. */
final class JourneyTown implements AutoCloseable {

    private static final List<String> BROWSER_FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Guest> guests = new ArrayList<>();
    private final Set<String> sessionTokens = new HashSet<>();
    private final Path data;
    private final int port;
    private final Demo demo;
    private final World world;
    private final Households households;
    private final Browser browser;

    private JourneyTown() throws IOException {
        data = Files.createTempDirectory("bykassen-journey-");
        open.push(() -> delete(data));
        Logs.keep(logFile());
        port = freePort();
        URI portal = URI.create("http://localhost:" + port);
        Simulator simulator = keep(Simulator.start(
                new SimulatorOptions(0, 0, portal, data.resolve("simulator"), data.resolve("demo-keys.json"))));
        demo = keep(Demo.start(new DemoOptions(
                port, freePort(), freePort(), simulator.baseUri(), simulator.smtpPort(), data, "", false)));
        world = new World(portal, simulator.baseUri(), data.resolve("demo-keys.json"));
        households = new Households(this);
        Playwright playwright = keep(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
        browser = keep(playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(BROWSER_FLAGS)));
        PlaywrightAssertions.setDefaultAssertionTimeout(10_000);
    }

    static JourneyTown start() {
        try {
            return new JourneyTown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody with an ordinary browser at {@code tenant}'s portal. */
    Guest guestAt(String tenant) {
        return guestAt(tenant, Guest.Device.ORDINARY);
    }

    Guest guestAt(String tenant, Guest.Device device) {
        Guest guest = new Guest(browser.newContext(device.options()), origin(tenant), tenant(tenant), words());
        guests.add(guest);
        return guest;
    }

    /** Where {@code tenant}'s portal is, without a slash at the end; {@code ""} is the demo's front door. */
    String origin(String tenant) {
        return "http://" + (tenant.isEmpty() ? "" : tenant + ".") + "localhost:" + port;
    }

    Tenant tenant(String slug) {
        return bean(Tenants.class).bySlug(slug).orElseThrow();
    }

    World world() {
        return world;
    }

    Households households() {
        return households;
    }

    /** A part of the running portal, for what no page shows. */
    <T> T bean(Class<T> type) {
        return demo.portal().getBean(type);
    }

    ApplicationContext portal() {
        return demo.portal();
    }

    <T, X extends Throwable> T in(String tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return Tenants.inTenant(tenant(tenant), work);
    }

    /** Everything the portal has logged since it was started, most of it more than it would say in production. */
    Path logFile() {
        return data.resolve("journey.log");
    }

    /** What proved to the portal who its guests were, in all stories so far. */
    Set<String> sessionTokens() {
        Set<String> tokens = new HashSet<>(sessionTokens);
        guests.forEach(guest -> tokens.addAll(guest.sessionTokens()));
        return tokens;
    }

    /** A story is over: everybody goes home and the world is as it was. What their browsers complained about fails the story. */
    void close(String story, boolean failed) {
        List<String> complaints = new ArrayList<>();
        for (Guest guest : guests) {
            if (failed) {
                guest.leaveTraces(Path.of("target", "stories", story + "-" + guests.indexOf(guest)));
            }
            complaints.addAll(guest.complaints());
            sessionTokens.addAll(guest.sessionTokens());
            guest.close();
        }
        guests.clear();
        world.calm();
        if (!failed && !complaints.isEmpty()) {
            throw new AssertionError("browsers complained: " + String.join("; ", complaints));
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private org.springframework.context.MessageSource words() {
        return demo.portal();
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
