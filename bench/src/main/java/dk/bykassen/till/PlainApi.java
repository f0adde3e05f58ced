package dk.bykassen.till;

import dk.bykassen.device.Call;
import dk.bykassen.device.DeviceApi;
import dk.bykassen.device.Reply;
import dk.bykassen.device.Route;
import java.util.List;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Purchases decided by the {@link PlainCounter}, at the product's own door. */
public final class PlainApi implements DeviceApi {

    public static final String PATH = "/api/plain/purchases";

    private final ApplicationContext portal;

    private PlainApi(ApplicationContext portal) {
        this.portal = portal;
    }

    public static PlainApi of(ApplicationContext portal) {
        return new PlainApi(portal);
    }

    @Override
    public List<Route> routes() {
        Devices devices = portal.getBean(Devices.class);
        PlainCounter counter = portal.getBean(PlainCounter.class);
        JsonMapper json = portal.getBean(JsonMapper.class);
        return List.of(Route.post(PATH, call -> buy(call, devices, counter, json)));
    }

    private static Reply buy(Call call, Devices devices, PlainCounter counter, JsonMapper json) {
        return devices.serveAsKnown(call, till -> {
            Purchase purchase = PurchaseForm.purchase(call.body());
            Decision.Answered answered = counter.buy(till, purchase);
            var answer = new TillApi.Answer(
                    purchase.id(),
                    answered.approved() ? "approved" : "declined",
                    answered.reason(),
                    answered.balance(),
                    till.tenant().currency().getCurrencyCode());
            Reply reply = Reply.json(json.writeValueAsBytes(answer));
            return answered.replayed() ? reply.with("Idempotent-Replayed", "true") : reply;
        });
    }
}
