package dk.bykassen.message;

import dk.bykassen.tenant.Links;
import dk.bykassen.web.Wording;
import org.springframework.stereotype.Component;

/** Words notices as SMS: one sentence and a link, for the few that cannot wait for somebody to read mail. */
@Component
class Texts {

    private final Links links;

    Texts(Links links) {
        this.links = links;
    }

    /** @throws IllegalArgumentException for a notice that has no wording as an SMS */
    static void requireWording(Notice notice) {
        if (!(notice instanceof Notice.AutoTopUpDeclined) && !(notice instanceof Notice.AutoTopUpStopped)) {
            throw new IllegalArgumentException(NoticeKind.of(notice) + " has no wording as an SMS");
        }
    }

    String write(Notice notice, Wording words) {
        return switch (notice) {
            case Notice.AutoTopUpDeclined declined ->
                words.t(
                        "message.auto-top-up-declined.sms",
                        declined.holder(),
                        words.money(declined.balance()),
                        links.to(declined.path()));
            case Notice.AutoTopUpStopped stopped ->
                words.t("message.auto-top-up-stopped.sms", stopped.holder(), links.to(stopped.path()));
            default -> throw new IllegalArgumentException(NoticeKind.of(notice) + " has no wording as an SMS");
        };
    }
}
