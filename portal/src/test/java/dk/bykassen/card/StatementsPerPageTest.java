package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.CountedStatements;
import dk.bykassen.Visitor;
import dk.bykassen.help.Topic;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * How many SQL statements each page of a citizen sends, kept in {@code docs/performance.md}: a page that begins to ask once
 * for each account is found here and not in production. Run with {@code -Dbykassen.write-docs=true} to write the table anew.
 */
class StatementsPerPageTest extends CardBrowser {

    private static final Path DOCUMENT = Path.of("../docs/performance.md");
    private static final String BEGIN = "<!-- statements per page: begin -->\n";
    private static final String END = "<!-- statements per page: end -->";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private UUID payment = UUID.randomUUID();
    private UUID transfer = UUID.randomUUID();

    @Test
    void everyPageSendsAsManyStatementsAsTheTableSaysWithOneAccountAndWithTwelve() throws IOException {
        payment = openRegistration();
        storeCardIn(payment);
        give(30);
        Visitor browser = signedIn(karen);
        long own = with(() -> issuing.open(karen.id(), "30118299"));
        transfer = transferFrom(own);
        with(() -> jdbc.sql(
                        "update card.link set status = 'ended', until = since where person_id = ? and account_id = ?")
                .params(karen.id(), own)
                .update());

        Map<String, String> withOne = statements(browser);
        with(() -> jdbc.sql(
                        "update card.link set status = 'active', until = null where person_id = ? and account_id = ?")
                .params(karen.id(), own)
                .update());
        for (int child = 0; child < 10; child++) {
            haveAnotherChild(child);
        }
        assertThat(with(() -> accounts.of(karen.id()))).hasSize(12);
        Map<String, String> withTwelve = statements(browser);

        assertThat(withTwelve).as("statements with twelve accounts as with one").isEqualTo(withOne);
        String text = Files.readString(DOCUMENT);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (Boolean.getBoolean("bykassen.write-docs")) {
            Files.writeString(DOCUMENT, text.substring(0, begin) + table(withOne) + text.substring(end));
        } else {
            assertThat(table(withOne)).isEqualTo(text.substring(begin, end));
        }
    }

    /**
     * Each page's second visit: what a first one writes down is written once. Pages that only lead elsewhere are none; those
     * this family has nothing for, or that its town does not offer, are said to be not counted.
     */
    private Map<String, String> statements(Visitor browser) {
        Map<String, String> counts = new TreeMap<>();
        pages().forEach((page, address) -> {
            int status = browser.get(address).status();
            if (status == 200) {
                List<String> sent = CountedStatements.during(town, () -> browser.get(address));
                counts.put(page, Integer.toString(sent.size()));
            } else if (status != 303) {
                counts.put(page, "not counted");
            }
        });
        assertThat(counts.get("/accounts")).matches("[0-9]+");
        return counts;
    }

    /** The patterns of the citizens' pages, each with an address; those that only lead elsewhere drop out by themselves. */
    private Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        mappings.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(StatementsPerPageTest::isCitizens)
                .flatMap(StatementsPerPageTest::topics)
                .forEach(page -> pages.put(page, address(page)));
        assertThat(pages).hasSizeGreaterThan(40);
        return pages;
    }

    /** Neither the desk's nor a device's, nor a secret somebody was sent. */
    private static boolean isCitizens(String page) {
        return Stream.of(
                                "/staff",
                                "/api",
                                "/hooks",
                                "/assets",
                                "/robots.txt",
                                "/drafts",
                                "/new-password/{token}",
                                "/error")
                        .noneMatch(page::startsWith)
                && !page.matches(
                        ".*[.](csv|pdf|txt)|/profile/export/\\{id}.*|/closed-room.*|/vault|/sign-in/.*|/session|.*\\{token}.*");
    }

    private static Stream<String> topics(String page) {
        return page.contains("{topic}")
                ? Arrays.stream(Topic.values()).map(topic -> page.replace("{topic}", topic.code()))
                : Stream.of(page);
    }

    private String address(String page) {
        String id = switch (page.replaceFirst("/\\{.*", "")) {
            case "/accounts" -> account().publicId().toString();
            case "/payments" -> payment.toString();
            case "/transfers" -> transfer.toString();
            case "/payment-methods" -> newestCard().publicId().toString();
            case "/links" ->
                with(() -> jdbc.sql("select public_id::text from card.link where person_id = ? and account_id = ?")
                        .params(karen.id(), account().id())
                        .query(String.class)
                        .single());
            case "/profile/ways" -> "mitid";
            case "/terms" ->
                with(() -> jdbc.sql("select public_id::text from tenant.terms limit 1")
                        .query(String.class)
                        .single());
            default -> Uuid7.next().toString();
        };
        return page.replaceFirst("\\{[a-z]+}", id)
                .replace("{card}", account().chips().getFirst().publicId().toString());
    }

    private void haveAnotherChild(int number) {
        with(() -> {
            long child = people.create(NewPerson.named("Barn " + number, "Holm", DANISH))
                    .id();
            long account = issuing.open(child, "4011820" + number);
            issuing.issue(account, "9d40b2f" + number, "9D40B2F" + number);
            issuing.link(karen.id(), account, MyAccount.Kind.GUARDIAN);
            return true;
        });
    }

    /** From an account of Karen's own to Emil's. */
    private UUID transferFrom(long own) {
        UUID id = Uuid7.next();
        return with(() -> {
            long purse = accounts.find(own).orElseThrow().purseId();
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "GIFT",
                    clock.instant(),
                    new Entry(
                            ledger.systemAccount(AccountKind.ADJUSTMENT), purse, kroner(50), TransferKind.CORRECTION)));
            ledger.post(Posting.of(
                    id,
                    "MOVED",
                    clock.instant(),
                    new Entry(purse, account().purseId(), kroner(50), TransferKind.TRANSFER)));
            return id;
        });
    }

    private static String table(Map<String, String> counts) {
        var text = new StringBuilder("| page | SQL statements |\n|---|---|\n");
        counts.forEach((page, count) ->
                text.append("| `").append(page).append("` | ").append(count).append(" |\n"));
        return text.toString();
    }
}
