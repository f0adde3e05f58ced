package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.scenario.RushDesk.Order;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Params;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Tenants;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code /scenario/lunch-rush}: order a rush, watch it, read what it proved. */
public final class RushPages {

    private static final String PATH = "/scenario/lunch-rush";
    private static final long WAIT_MILLIS = 100;

    private final RushDesk desk;
    private final Pages pages;

    public RushPages(RushDesk desk, Pages pages) {
        this.desk = desk;
        this.pages = pages;
    }

    public void addRoutes(Router router) {
        router.get(PATH, this::list).post(PATH, this::order).get(PATH + "/{id}", this::show);
    }

    private Answer list(Request request) {
        if (!request.wantsHtml()) {
            var out = Json.array();
            desk.latest().forEach(out::add);
            return Answer.json(200, out);
        }
        Page page = Page.of(request, request.words().say("rush.title"));
        var runs = desk.latest().stream()
                .map(run -> RushView.of(run, request.words()))
                .toList();
        return pages.show(request, 200, "rush-list", page, Map.of("runs", runs));
    }

    /** People are led to the run's page; programs wait for its end, unless they say {@code "wait":false}. */
    private Answer order(Request request) throws InterruptedException {
        boolean form = request.isForm();
        String id = desk.start(form ? fromForm(request.form()) : fromJson(request));
        if (request.wantsHtml()) {
            return Answer.seeOther(PATH + "/" + id);
        }
        boolean wait = form
                || request.body().length == 0
                || request.json().path("wait").booleanValue(true);
        JsonNode report = find(request, id);
        while (wait && report.path("state").stringValue("").equals("running")) {
            Thread.sleep(WAIT_MILLIS);
            report = find(request, id);
        }
        return answer(request, wait ? 200 : 202, report).with("Location", PATH + "/" + id);
    }

    private Answer show(Request request) {
        JsonNode report = find(request, request.pathValue("id"));
        if (!request.wantsHtml()) {
            return answer(request, 200, report);
        }
        RushView view = RushView.of(report, request.words());
        Page page = Page.of(request, request.words().say("rush.title") + ": " + view.state());
        Answer.Response response = pages.show(request, 200, "rush", page, Map.of("view", view));
        return view.running() ? response.with("Refresh", "2") : response;
    }

    private static Answer.Response answer(Request request, int status, JsonNode report) {
        return request.header("Accept").orElse("").contains("text/plain")
                ? Answer.of(status, "text/plain; charset=utf-8", RushText.of(report))
                : Answer.json(status, report);
    }

    private JsonNode find(Request request, String id) {
        return desk.find(id)
                .orElseThrow(() -> new HttpProblem(404, request.words().say("rush.unknown")));
    }

    private static Order fromForm(Params form) {
        String tenant = form.text("tenant").isEmpty() ? "fjordby" : form.text("tenant");
        return order(
                tenant,
                form.number("pupils", 300, 1, 5000),
                form.number("tills", 4, 1, 64),
                form.number("seed", 1, 0, Integer.MAX_VALUE));
    }

    private static Order fromJson(Request request) {
        if (request.body().length == 0) {
            return order("fjordby", 300, 4, 1);
        }
        JsonNode body = request.json();
        return order(
                body.path("tenant").stringValue("fjordby"),
                Math.clamp(body.path("pupils").intValue(300), 1, 5000),
                Math.clamp(body.path("tills").intValue(4), 1, 64),
                body.path("seed").longValue(1));
    }

    private static Order order(String tenant, int pupils, int tills, long seed) {
        if (!Tenants.isKnown(tenant)) {
            throw new HttpProblem(400, "The tenant is unknown.");
        }
        return new Order(tenant, pupils, tills, seed);
    }
}
