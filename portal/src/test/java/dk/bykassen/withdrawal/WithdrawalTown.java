package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.PurseTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.MyAccount;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.withdrawal.bank.BankPeer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The town of purses, with a bank. */
abstract class WithdrawalTown extends PurseTown {

    static final String NUMBER = "0040 0440116243";

    @Autowired
    Agreements agreements;

    @Autowired
    HandOver handOver;

    @Autowired
    WithdrawalStore store;

    @Autowired
    Decisions decisions;

    final BankPeer bank = new BankPeer();

    @BeforeEach
    void agreeWithTheBank() {
        agree(true, 10_00, 1_000_00);
    }

    @AfterEach
    void closeTheBank() {
        bank.close();
    }

    void agree(boolean nemKonto, long minimum, long cap) {
        agree("test", nemKonto, minimum, cap);
    }

    void agree(String name, boolean nemKonto, long minimum, long cap) {
        with(() -> {
            agreements.set(new Agreement(
                    name,
                    bank.access(),
                    "By Kommune",
                    "DK5000400440116243",
                    nemKonto,
                    town.money(minimum),
                    town.money(cap),
                    Duration.ofMinutes(1)));
            return true;
        });
    }

    static String form(MyAccount account) {
        return "/accounts/" + account.publicId() + "/withdraw";
    }

    /** What somebody types who wants {@code amount} on a bank account; "all" for all of it. */
    static Map<String, String> wish(String amount) {
        var form = new HashMap<String, String>();
        form.put("amount", amount.equals("all") ? "all" : "other");
        form.put("other", amount.equals("all") ? "" : amount);
        form.put("way", "account");
        form.put("number", NUMBER);
        form.put("payee", "Karen Holm");
        form.put("text", "Fra kantinen");
        form.put("email", "karen.k@example.com");
        return form;
    }

    /** Types it and looks at the check page; the button's key. */
    String typed(Visitor visitor, MyAccount account, Map<String, String> wish) {
        Answer filled = post(visitor, form(account), wish);
        assertThat(filled.status()).as(filled.body()).isEqualTo(303);
        assertThat(filled.location()).isEqualTo(form(account) + "/check");
        return click(visitor.get(filled.location()));
    }

    static String click(Answer page) {
        return page.body().replaceFirst("(?s).*name=\"click\" value=\"([^\"]+)\".*", "$1");
    }

    Answer confirm(Visitor visitor, MyAccount account, String click) {
        return post(visitor, form(account) + "/check", Map.of("click", click));
    }

    /** The whole way; the new withdrawal's id. */
    UUID withdrawn(MyAccount account, String amount) {
        return withdrawn(account, wish(amount));
    }

    UUID withdrawn(MyAccount account, Map<String, String> wish) {
        Answer made = confirm(browser, account, typed(browser, account, wish));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        assertThat(made.location()).startsWith("/withdrawals/");
        return UUID.fromString(made.location().substring("/withdrawals/".length()));
    }

    /** The time to undo is over and the job runs. */
    void comeDue(UUID id) {
        clock.advance(Duration.ofMinutes(2));
        step(id);
    }

    JobKind.Outcome step(UUID id) {
        return at(() -> handOver.step(id.toString()));
    }

    Withdrawal kept(UUID id) {
        return with(() -> store.find(id).orElseThrow());
    }

    WithdrawalState state(UUID id) {
        return kept(id).state();
    }
}
