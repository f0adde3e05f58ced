package dk.bykassen.simulator.inbox;

import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;

/** {@code /inbox/mail} and {@code /inbox/sms}: JSON for programs, pages for people. */
public final class Inbox {

    private static final int MOST = 200;

    /** A mail's HTML may style itself and nothing else: no script, no form, nothing from outside. */
    private static final String MAIL_POLICY = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private final Mails mails;
    private final TextMessages messages;
    private final Pages pages;

    public Inbox(Mails mails, TextMessages messages, Pages pages) {
        this.mails = mails;
        this.messages = messages;
        this.pages = pages;
    }

    public void addRoutes(Router router) {
        router.get("/inbox/mail", this::mailList)
                .get("/inbox/mail/{id}", this::mailView)
                .get("/inbox/mail/{id}/html", request -> html(find(request)))
                .get("/inbox/sms", this::messageList);
    }

    private Answer mailList(Request request) {
        String to = request.query().text("to");
        var found = mails.to(to.isEmpty() ? null : to, MOST);
        if (request.wantsHtml()) {
            Page page = Page.of(request, request.words().say("inbox.mail"));
            return pages.show(request, 200, "inbox-mail", page, Map.of("to", to, "mails", found));
        }
        ArrayNode out = Json.array();
        for (Mails.Mail mail : found) {
            out.addObject()
                    .put("to", mail.to())
                    .put("from", mail.from())
                    .put("subject", mail.subject())
                    .put("text", mail.text())
                    .put("html", mail.html())
                    .put("at", mail.at().toString());
        }
        return Answer.json(200, out);
    }

    private Answer mailView(Request request) {
        Mails.Mail mail = find(request);
        boolean asText = mail.html().isEmpty() || request.query().text("view").equals("text");
        Page page = Page.of(request, mail.subject());
        return pages.show(request, 200, "mail", page, Map.of("mail", mail, "asText", asText));
    }

    private static Answer html(Mails.Mail mail) {
        return Answer.of(200, "text/html; charset=utf-8", mail.html()).with("Content-Security-Policy", MAIL_POLICY);
    }

    private Mails.Mail find(Request request) {
        try {
            return mails.find(Long.parseLong(request.pathValue("id")))
                    .orElseThrow(() -> new HttpProblem(404, request.words().say("inbox.mail.unknown")));
        } catch (NumberFormatException e) {
            throw new HttpProblem(404, request.words().say("inbox.mail.unknown"));
        }
    }

    private Answer messageList(Request request) {
        String to = phone(request.query().text("to"));
        var found = messages.to(to.isEmpty() ? null : to, MOST);
        if (request.wantsHtml()) {
            Page page = Page.of(request, request.words().say("inbox.sms"));
            return pages.show(request, 200, "inbox-sms", page, Map.of("to", to, "messages", found));
        }
        ArrayNode out = Json.array();
        for (TextMessages.TextMessage message : found) {
            out.addObject()
                    .put("to", message.to())
                    .put("from", message.from())
                    .put("subject", "")
                    .put("text", message.text())
                    .put("html", "")
                    .put("at", message.at().toString());
        }
        return Answer.json(200, out);
    }

    /** In a URL an unescaped plus sign means a space, and people forget to escape it. */
    private static String phone(String text) {
        String digits = text.replaceAll("\\s", "");
        return digits.isEmpty() || digits.startsWith("+") ? digits : "+" + digits;
    }
}
