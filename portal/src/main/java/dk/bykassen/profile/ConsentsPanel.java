package dk.bykassen.profile;

import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonPanel;
import dk.bykassen.web.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What somebody said yes and no to. */
@Component
class ConsentsPanel implements PersonPanel {

    private final Consents consents;

    ConsentsPanel(Consents consents) {
        this.consents = consents;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Panel of(Person person, Wording words) {
        Map<Consent.Purpose, Consent> answers = consents.of(person.id());
        List<Row> rows = answers.values().stream()
                .sorted(Comparator.comparing(Consent::purpose))
                .map(consent -> new Row(
                        words.t("profile.consents." + consent.purpose().code()),
                        words.t(consent.given() ? "profile.consents.yes" : "profile.consents.no"),
                        words.moment(consent.at())))
                .toList();
        return new Panel("profile.consents.title", rows, "profile.panel.none");
    }
}
