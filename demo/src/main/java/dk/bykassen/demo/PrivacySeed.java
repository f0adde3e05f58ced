package dk.bykassen.demo;

import dk.bykassen.audit.Actor;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.profile.Consent.Purpose;
import dk.bykassen.profile.Consent.Source;
import dk.bykassen.profile.Consents;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Wording;
import java.time.InstantSource;
import java.util.Locale;
import java.util.StringJoiner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The towns' privacy statements in every language, in the words of the page about privacy; and the people of the demo, who
 * have agreed to them and proved their addresses long ago.
 */
@Component
class PrivacySeed {

    private static final int VERSION = 1;

    private final TermsLibrary library;
    private final Frames frames;
    private final Consents consents;
    private final People people;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    PrivacySeed(
            TermsLibrary library,
            Frames frames,
            Consents consents,
            People people,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.library = library;
        this.frames = frames;
        this.consents = consents;
        this.people = people;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** For the town that is bound; a statement that is published already stays as it is. */
    void plant() {
        for (Locale language : Tenants.current().languages()) {
            Wording words = frames.wording(language);
            library.publish(
                    Consents.STATEMENT,
                    VERSION,
                    language,
                    words.t("web.privacy"),
                    statement(Tenants.current(), words),
                    clock.instant());
        }
    }

    /** Once: what a visitor of the demo changes since stays changed. */
    void settled(long id) {
        if (consents.acceptedStatement(id) > 0) {
            return;
        }
        Person person = people.find(id).orElseThrow();
        transactions.executeWithoutResult(status -> {
            consents.takeOver(Actor.system(), id, person.publicId(), Purpose.PRIVACY, true, Source.IMPORT);
            for (Channel channel : Channel.values()) {
                String address = person.contact(channel);
                if (address != null && !person.isConfirmed(channel)) {
                    people.proveContact(id, channel, address);
                }
            }
        });
    }

    private static String statement(Tenant tenant, Wording words) {
        boolean danish = tenant.country() == Tenant.Country.DK;
        boolean accounts = tenant.keepsAccounts();
        String land = danish ? ".dk" : ".no";
        String eid = danish ? "MitID" : "ID-porten";
        var text = new Text(words);
        text.heading("who").line("who.text", tenant.legalName());
        text.plain(tenant.legalName() + ", "
                + words.t(danish ? "web.cvr" : "web.orgnr", tenant.contact().businessNumber()) + ", "
                + tenant.contact().address() + ", "
                + tenant.contact().phone().replace(' ', '\u00a0') + ", "
                + tenant.contact().email());
        text.heading("what")
                .item("name", "name" + land)
                .item("reach", "reach.text")
                .item("profile", "profile.text");
        if (accounts) {
            text.item("account", "account.text").item("payment", "payment.text");
        }
        text.item("session", "session.text", eid).item("log", "log.text");
        text.heading("why");
        if (accounts) {
            text.line("why.contract").line("why.books" + land);
        }
        text.line("why.number" + land).line("why.safety");
        text.heading("how-long");
        if (accounts) {
            text.line("how-long.books").line("how-long.card").line("how-long.rest");
        } else {
            text.line("how-long.all");
        }
        text.heading("shared").line("shared.text");
        if (accounts) {
            text.line("shared.gateway").line("shared.till");
        }
        text.line("shared.eid", eid).line("shared.post");
        text.heading("rights");
        text.plain(words.t("pages.privacy.rights.text") + " " + tenant.contact().email());
        text.plain(words.t("pages.privacy.complain") + (danish ? " datatilsynet.dk" : " datatilsynet.no"));
        return text.body();
    }

    /** The statement as it grows, in the form {@link dk.bykassen.tenant.Terms} are kept in. */
    private static final class Text {

        private static final String KEY = "pages.privacy.";

        private final Wording words;
        private final StringJoiner body = new StringJoiner("\n\n");

        Text(Wording words) {
            this.words = words;
        }

        Text heading(String key) {
            body.add("## " + words.t(KEY + key));
            return this;
        }

        Text line(String key, Object... arguments) {
            return plain(words.t(KEY + key, arguments));
        }

        Text item(String name, String key, Object... arguments) {
            return plain(words.t(KEY + name) + ": " + words.t(KEY + key, arguments));
        }

        Text plain(String line) {
            body.add(line);
            return this;
        }

        String body() {
            return body.toString();
        }
    }
}
