package dk.bykassen.simulator;

import dk.bykassen.simulator.bank.Bank;
import dk.bykassen.simulator.clock.ClockControl;
import dk.bykassen.simulator.clock.SimulatorClock;
import dk.bykassen.simulator.eid.Eid;
import dk.bykassen.simulator.inbox.Inbox;
import dk.bykassen.simulator.inbox.MailServer;
import dk.bykassen.simulator.inbox.Mails;
import dk.bykassen.simulator.inbox.TextMessages;
import dk.bykassen.simulator.nexi.NexiGateway;
import dk.bykassen.simulator.press.CardPress;
import dk.bykassen.simulator.scenario.RushDesk;
import dk.bykassen.simulator.scenario.RushPages;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.store.Settings;
import dk.bykassen.simulator.till.DemoKeys;
import dk.bykassen.simulator.till.TillClient;
import dk.bykassen.simulator.till.TillCounter;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.web.WebServer;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/** The world outside the portal, in one process of its own. */
public final class Simulator implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final WebServer server;
    private final MailServer mailServer;

    private Simulator(SimulatorOptions options) throws IOException {
        Pages pages = new Pages();
        Router router = new Router();
        this.server = new WebServer(options.port(), router, pages);
        try {
            Database database = keep(Database.open(options.data()));
            Settings settings = new Settings(database);
            Pages.addAssets(router);
            SimulatorClock clock = new SimulatorClock(settings);
            new Eid(settings, pages, this::baseUrl).addRoutes(router);
            NexiGateway nexi = keep(new NexiGateway(database, clock, pages, this::baseUrl));
            nexi.start(router);
            new Bank(database, clock, pages).addRoutes(router);
            Mails mails = new Mails(database, clock);
            TextMessages messages = new TextMessages(database, clock);
            messages.addRoutes(router);
            new Inbox(mails, messages, pages).addRoutes(router);
            new CardPress(database, clock, pages).addRoutes(router);
            this.mailServer = keep(new MailServer(options.smtpPort(), mails));
            new ClockControl(clock, options.portal()).addRoutes(router);
            DemoKeys keys = new DemoKeys(options.keys());
            TillClient tills = new TillClient(options.portal());
            new TillCounter(keys, tills, clock, pages).addRoutes(router);
            RushDesk rushes =
                    keep(new RushDesk(database, keys, tills, options.portal(), clock, tenant -> totals(nexi, tenant)));
            new RushPages(rushes, pages).addRoutes(router);
            new FrontPage(pages, clock, options.portal()).addRoutes(router);
            server.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything; it answers when this returns.
     *
     * @throws BindException when a port is taken
     * @throws dk.bykassen.simulator.store.DataInUse when another simulator runs on the same data
     */
    public static Simulator start(SimulatorOptions options) throws IOException {
        return new Simulator(options);
    }

    private static RushDesk.GatewayTotals totals(NexiGateway nexi, String tenant) {
        return new RushDesk.GatewayTotals(nexi.charged(tenant), nexi.refunded(tenant));
    }

    public int port() {
        return server.port();
    }

    public int smtpPort() {
        return mailServer.port();
    }

    /** Where browsers and the portal find it, without a slash at the end. */
    public URI baseUri() {
        return URI.create(baseUrl());
    }

    private String baseUrl() {
        return "http://localhost:" + server.port();
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    /** First nobody is answered any more, last the data is closed. */
    @Override
    public void close() {
        server.close();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }

    /** Runs until SIGTERM or Ctrl-C; a start that fails says why in one sentence and ends with 1. */
    public static void main(String... arguments) {
        try {
            SimulatorOptions options = SimulatorOptions.parse(arguments);
            Simulator simulator = start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
            System.out.println("The simulator is ready: " + simulator.baseUri());
        } catch (IOException | IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private static void fail(String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
