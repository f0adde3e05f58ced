package dk.bykassen.simulator.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Renders the precompiled templates and guards them with a strict content security policy. */
public final class Pages {

    /**
     * No script at all. Forms may lead on to the portal: browsers apply form-action to the redirect after a post, too.
     */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self';"
            + " form-action 'self' http://localhost:* http://*.localhost:* https:; base-uri 'none';"
            + " frame-ancestors 'none'";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dk.bykassen.simulator.pages");

    /** A page of the given template; the values become its parameters beside {@code page}. */
    public Answer.Response show(Request request, int status, String template, Page page, Map<String, Object> values) {
        Map<String, Object> parameters = new LinkedHashMap<>(values);
        parameters.put("page", page);
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", parameters, output);
        Answer.Response response = Answer.of(status, "text/html; charset=utf-8", output.toString())
                .with("Content-Security-Policy", POLICY);
        return request.languageCookie()
                .map(cookie -> response.with("Set-Cookie", cookie))
                .orElse(response);
    }

    /** A plain sentence, as a page or as JSON. */
    public Answer.Response problem(Request request, int status, String sentence) {
        if (!request.wantsHtml()) {
            return Answer.json(status, Json.object().put("status", status).put("message", sentence));
        }
        Page page = Page.of(request, request.words().say("problem.title"));
        return show(request, status, "problem", page, Map.of("sentence", sentence));
    }

    /** A file from the class path. */
    static Answer.Response asset(String name, String type) throws IOException {
        try (InputStream in = Pages.class.getResourceAsStream("/simulator/" + name)) {
            if (in == null) {
                throw new HttpProblem(404, "There is nothing at /assets/" + name + ".");
            }
            return new Answer.Response(
                    200, Map.of("Content-Type", type, "Cache-Control", "no-cache"), in.readAllBytes());
        }
    }

    /** The style sheet's route. */
    public static void addAssets(Router router) {
        router.get("/assets/sim.css", request -> asset("sim.css", "text/css; charset=utf-8"));
    }
}
