package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.FaultOrder;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The whole simulated gateway: API, window, webhooks and control. */
public final class NexiGateway implements AutoCloseable {

    private final Orders<FaultOrder> faults = new Orders<>();
    private final WebhookQueue webhooks = new WebhookQueue(faults);
    private final Database database;
    private final WebhookCourier courier;
    private final NexiApi api;
    private final NexiWindow window;
    private final NexiControl control;

    public NexiGateway(Database database, InstantSource clock, Pages pages, Supplier<String> baseUrl) {
        this.database = database;
        Nexi nexi = new Nexi(database, clock, faults, webhooks);
        this.courier = new WebhookCourier(database, webhooks);
        this.api = new NexiApi(nexi, database, faults, courier, baseUrl);
        this.window = new NexiWindow(nexi, database, clock, courier, pages);
        this.control = new NexiControl(database, faults, webhooks, clock, pages);
    }

    /** Adds the routes and takes up the webhooks that a stop has left behind. */
    public void start(Router router) {
        api.addRoutes(router);
        window.addRoutes(router);
        control.addRoutes(router);
        courier.start();
    }

    /** What was charged for a tenant since the beginning of time, in minor units. */
    public long charged(String tenant) {
        return sum(
                "select coalesce(sum(c.amount), 0) from nexi_charge c join nexi_payment p on p.id = c.payment"
                        + " where p.merchant = ?",
                tenant);
    }

    /** What was refunded for a tenant, in minor units. */
    public long refunded(String tenant) {
        return sum(
                "select coalesce(sum(r.amount), 0) from nexi_refund r join nexi_payment p on p.id = r.payment"
                        + " where p.merchant = ?",
                tenant);
    }

    private long sum(String sql, String tenant) {
        return database.transaction(
                tx -> tx.first(sql, row -> row.getLong(1), tenant).orElseThrow());
    }

    @Override
    public void close() {
        courier.close();
    }
}
