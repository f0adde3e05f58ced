package dk.bykassen.identity;

import dk.bykassen.message.Correspondence;
import dk.bykassen.web.Wording;
import java.util.List;
import org.springframework.stereotype.Component;

/** How much was written to somebody, and whether it went out. */
@Component
class MessagesPanel implements PersonPanel {

    private final Correspondence correspondence;

    MessagesPanel(Correspondence correspondence) {
        this.correspondence = correspondence;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Panel of(Person person, Wording words) {
        List<Row> rows = correspondence.with(person.id()).stream()
                .map(tally -> new Row(
                        words.t("identity.panel." + tally.channel()),
                        words.t("identity.panel.sent", tally.sent(), tally.failed()),
                        words.t("identity.panel.newest", words.moment(tally.last()))))
                .toList();
        return new Panel("identity.panel.messages", rows, "identity.panel.messages.none");
    }
}
