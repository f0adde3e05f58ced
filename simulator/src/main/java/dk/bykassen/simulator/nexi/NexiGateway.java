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
    private final WebhookCourier courier;
    private final NexiApi api;
    private final NexiWindow window;
    private final NexiControl control;

    public NexiGateway(Database database, InstantSource clock, Pages pages, Supplier<String> baseUrl) {
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

    @Override
    public void close() {
        courier.close();
    }
}
