package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.message.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Karen leaves. Two weeks to undo it; then nothing tells who she was, and the books still add up. */
class ErasureTest extends PrivacyTown {

    private static final String ERASE = "privacyErasure";

    @Autowired
    Keyring keyring;

    @Autowired
    Messages messages;

    @BeforeEach
    void karenHasLivedHere() {
        pays(karen, his, 200, true);
        history(hers, 5);
    }

    @Test
    void thePageSaysWhatStopsAndWhatTheLawKeeps() {
        String page = browserOf(karen).get("/profile/delete").body();
        assertThat(page)
                .contains("Din konto 70118201 lukkes", "se eller tanke op for Emil Lindegren", "Dit gemte kort")
                .contains("31. december 2031", "Bogføringsloven")
                .contains("/profile/delete/check")
                .doesNotContain("skal ordnes først");
    }

    @Test
    void aBalanceIsSettledFirst() {
        pays(karen, hers, 150, false);
        Visitor browser = browserOf(karen);
        String page = browser.get("/profile/delete").body();
        assertThat(page).contains("Der står 150,00", "/withdraw").doesNotContain("/profile/delete/check");
        assertThat(browser.get("/profile/delete/check").location()).isEqualTo("/profile/delete");
        browser.post(
                "/profile/delete",
                Map.of("_csrf", browser.get("/profile/export").csrf()));
        assertThat(strings("select state from privacy.erasure")).isEmpty();
    }

    @Test
    void itIsUndoneWithinTwoWeeks() {
        UUID erasure = asked();
        assertThat(strings("select template from message.message")).contains("deletion-asked");
        clock.advance(Duration.ofDays(12));
        run("privacyErasureReminder", erasure);
        assertThat(strings("select template from message.message")).contains("deletion-soon");
        Visitor browser = browserOf(karen);
        assertThat(browser.get("/profile/delete").body()).contains("Din konto bliver slettet");
        browser.post(
                "/profile/delete/undo",
                Map.of("_csrf", browser.get("/profile/delete").csrf()));

        assertThat(run(ERASE, erasure)).isFalse();
        assertThat(strings("select state from privacy.erasure")).containsExactly("undone");
        assertThat(with(() -> people.find(karen.id()).orElseThrow()).name()).isEqualTo("Karen Fjordhild Ørnebjerg");
        assertThat(browser.get("/accounts").status()).isEqualTo(200);
    }

    @Test
    void nothingTellsWhoSheWas() throws SQLException {
        String lookup = HexFormat.of().formatHex(keyring.lookup("person-number", "DK" + CPR));
        assertThat(traces(lookup)).isNotEmpty();
        erased();
        assertThat(traces(lookup)).isEmpty();
        assertThat(strings("select template from message.message where person_id = " + karen.id()))
                .isEmpty();
    }

    /** Codes and the like, from before the portal knew whose address it was. */
    @Test
    void whatWentToHerAddressBeforeSheWasKnownGoesToo() {
        with(() -> messages.send(
                new Notice.DeletionUndone(clock.instant()),
                new Recipient.Email("Karen.Oernebjerg@example.com"),
                DANISH,
                "before"));
        with(() -> messages.send(
                new Notice.DeletionUndone(clock.instant()),
                new Recipient.Email("somebody@example.com"),
                DANISH,
                "other"));
        erased();
        assertThat(strings("select key from message.message where person_id is null"))
                .containsExactly("other");
    }

    @Test
    void theBooksStillAddUp() {
        erased();
        assertThat(with(books::proof).holds()).isTrue();
        assertThat(strings("select reference from payment.payment where received > 0"))
                .hasSize(1);
        assertThat(strings("select result from till.purchase")).hasSize(5);
    }

    @Test
    void whoComesBackIsSomebodyNew() {
        erased();
        PersonNumber number = PersonNumber.danish(CPR).orElseThrow();
        assertThat(with(() -> people.byNumber(number))).isEmpty();
        Person again = with(() -> people.create(
                NewPerson.named("Karen Fjordhild", "Ørnebjerg", DANISH).withNumber(number)));
        assertThat(again.id()).isNotEqualTo(karen.id());
        assertThat(with(() -> accounts.of(again.id()))).isEmpty();
    }

    @Test
    void herSessionsEnd() {
        Visitor browser = browserOf(karen);
        erased();
        assertThat(browser.get("/accounts").location()).startsWith("/sign-in");
    }

    @Test
    void theChildsAccountGoesOn() {
        erased();
        assertThat(with(() -> accounts.of(jens.id())).getFirst().isUsable()).isTrue();
        assertThat(with(() -> accounts.of(emil.id())).getFirst().balance().minor())
                .isEqualTo(200_00);
        pays(jens, his, 100, false);
        assertThat(with(() -> accounts.of(emil.id())).getFirst().balance().minor())
                .isEqualTo(300_00);
        assertThat(browserOf(jens)
                        .get("/accounts/" + his.publicId() + "/statement")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whenAChildLeavesItsNameGoesFromTheParentsReceipts() throws SQLException {
        with(() -> {
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "PAID OUT",
                    clock.instant(),
                    new Entry(
                            his.purseId(),
                            ledger.systemAccount(AccountKind.ADJUSTMENT),
                            kroner(200),
                            TransferKind.CORRECTION)));
            return true;
        });
        with(() -> {
            // Their buttons lead to a page that names no account.
            var messages = portal.getBean(Messages.class);
            var karens = new Recipient.EmailOf(karen.id());
            String page = his.page();
            Instant now = clock.instant();
            messages.send(
                    new Notice.PayLink(
                            his.name(), kroner(200), kroner(0), "Visa", new Secret("/pay/x"), now, now, page),
                    karens,
                    DANISH,
                    "pay-link:emil");
            messages.send(
                    new Notice.PurchaseDeclined(
                            his.name(),
                            kroner(20),
                            kroner(0),
                            now,
                            null,
                            Notice.Obstacle.BLOCKED_BY_TOWN,
                            null,
                            "/contact",
                            null,
                            "/profile/consents",
                            page),
                    karens,
                    DANISH,
                    "declined:emil");
            return true;
        });
        assertThat(strings("select template from message.message where params::text like '%Emil Lindegren%'"))
                .contains("pay-link", "purchase-declined");
        finish(asked(emil));
        assertThat(strings("select template from message.message where params::text like '%Emil%'"))
                .isEmpty();
        assertThat(strings("select template from message.message where person_id = " + karen.id()))
                .isNotEmpty();
    }

    @Test
    void whatDoesNotAgreeIsKeptWholeAndReported() throws SQLException {
        UUID erasure = asked();
        asSuperuser("update payment.payment set received = received + 1, amount = amount + 1 where payer_id = "
                + karen.id());
        clock.advance(Duration.ofDays(14));
        run(ERASE, erasure);
        with(() -> jdbc.sql("update message.message set state = 'sent', decided_at = created_at where state = 'queued'")
                .update());
        assertThat(run(ERASE, erasure)).isTrue();

        assertThat(strings("select source from privacy.erasure_step where result = 'refused'"))
                .containsExactly("payment");
        assertThat(strings("select receipt_email from payment.payment where receipt_email is not null"))
                .contains("karen.oernebjerg@example.com");
        assertThat(strings("select detail::text from audit.entry where action = 'privacy.erasure.refused'"))
                .allSatisfy(detail -> assertThat(detail).contains("payment").doesNotContain("karen"))
                .isNotEmpty();
        assertThat(strings("select first_name from identity.person where id = " + karen.id()))
                .containsExactly("");

        asSuperuser("update payment.payment set received = received - 1, amount = amount - 1 where payer_id = "
                + karen.id());
        assertThat(run(ERASE, erasure)).isFalse();
        assertThat(strings("select state from privacy.erasure")).containsExactly("done");
        assertThat(strings("select receipt_email from payment.payment where receipt_email is not null"))
                .isEmpty();
    }

    @Test
    void whatIsOwedWhenItIsDueHoldsItBack() {
        UUID erasure = asked();
        pays(karen, hers, 50, false);
        clock.advance(Duration.ofDays(14));
        assertThat(run(ERASE, erasure)).isTrue();
        assertThat(strings("select state from privacy.erasure where held_at is not null"))
                .containsExactly("waiting");
        assertThat(strings("select template from message.message")).contains("deletion-held");
        assertThat(with(() -> people.find(karen.id()).orElseThrow()).email()).isNotNull();
        assertThat(browserOf(karen).get("/profile/delete").body()).contains("Der står 50,00", "Fortryd");
    }

    /** The first source is done and the job dies: the next one goes on with the rest. */
    @Test
    void aJobCutShortGoesOn() throws SQLException {
        UUID erasure = finish(asked());
        asSuperuser("update privacy.erasure set state = 'closed', done_at = null");
        asSuperuser("delete from privacy.erasure_step where source = 'till'");
        assertThat(run(ERASE, erasure)).isFalse();
        assertThat(strings("select state from privacy.erasure")).containsExactly("done");
        long lines = strings("select action from audit.entry").size();
        assertThat(run(ERASE, erasure)).isFalse();
        assertThat(strings("select action from audit.entry")).hasSize((int) lines);
    }

    private UUID asked() {
        return asked(karen);
    }

    private UUID asked(Person person) {
        Visitor browser = browserOf(person);
        String check = browser.get("/profile/delete/check").body();
        assertThat(check).contains("Slet min konto");
        browser.post(
                "/profile/delete",
                Map.of("_csrf", browser.get("/profile/delete").csrf()));
        return UUID.fromString(strings("select public_id from privacy.erasure where state = 'waiting'")
                .getFirst());
    }

    private void erased() {
        finish(asked());
    }

    /** Two weeks pass, the job runs, the last mail goes out, the job comes again. */
    private UUID finish(UUID erasure) {
        clock.advance(Duration.ofDays(14));
        run(ERASE, erasure);
        with(() -> jdbc.sql("update message.message set state = 'sent', decided_at = created_at where state = 'queued'")
                .update());
        assertThat(run(ERASE, erasure)).isFalse();
        assertThat(strings("select state from privacy.erasure")).containsExactly("done");
        return erasure;
    }

    /** Every place of the town that holds something by which Karen can be known. */
    private List<String> traces(String lookup) throws SQLException {
        List<String> clues = List.of("Fjordhild", "rnebjerg", "karen.oernebjerg", "20109901", CPR, lookup, "AAB0C1D2");
        List<String> found = new ArrayList<>();
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement()) {
            List<String[]> columns = new ArrayList<>();
            try (ResultSet answer = sql.executeQuery("""
                    select c.table_schema || '.' || c.table_name, c.column_name, c.data_type
                    from information_schema.columns c
                    join pg_class t on t.oid = (c.table_schema || '.' || quote_ident(c.table_name))::regclass
                    where c.data_type in ('text', 'jsonb', 'bytea', 'ARRAY') and t.relkind in ('r', 'p') and not t.relispartition
                      and c.table_schema not in ('pg_catalog', 'information_schema', 'history', 'platform')
                    order by 1, 2
                    """)) {
                while (answer.next()) {
                    columns.add(new String[] {answer.getString(1), answer.getString(2), answer.getString(3)});
                }
            }
            assertThat(columns).hasSizeGreaterThan(60);
            for (String[] column : columns) {
                String text = column[2].equals("bytea") ? "encode(" + column[1] + ", 'hex')" : column[1] + "::text";
                for (String clue : clues) {
                    String question = "select count(*) from " + column[0] + " where tenant_id = " + town.id() + " and "
                            + text + " ilike '%" + clue + "%'";
                    try (ResultSet answer = sql.executeQuery(question)) {
                        answer.next();
                        if (answer.getLong(1) > 0) {
                            found.add(column[0] + "." + column[1] + ": " + clue);
                        }
                    }
                }
            }
        }
        return found;
    }

    private void asSuperuser(String change) throws SQLException {
        try (Connection superuser = TestTown.superuser("town");
                Statement sql = superuser.createStatement()) {
            String own = change.contains(" where ") ? change + " and tenant_id = " : change + " where tenant_id = ";
            assertThat(sql.executeUpdate(own + town.id())).isPositive();
        }
    }
}
