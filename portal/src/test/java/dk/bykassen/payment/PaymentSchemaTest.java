package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule the database keeps is broken once: a rule nobody can break is known to be there. */
class PaymentSchemaTest extends PaymentTown {

    private int references;

    /** A good row, with one column given another value. */
    private void insert(String column, String value) {
        String sql = """
                insert into payment.payment (tenant_id, public_id, reference, kind, state, payer_id, purse_id, subject, amount,
                    fee, currency, received, stored_card_id, remember_card, receipt_email, language, provider,
                    gateway_payment_id, window_url, idempotency_key, fingerprint, reason, card_last_four, created_at,
                    expires_at, decided_at)
                values (:tenant_id, :public_id, :reference, :kind, :state, :payer_id, :purse_id, :subject, :amount,
                    :fee, :currency, :received, :stored_card_id, :remember_card, :receipt_email, :language, :provider,
                    :gateway_payment_id, :window_url, :idempotency_key, :fingerprint, :reason, :card_last_four, :created_at,
                    :expires_at, :decided_at)
                """;
        String filled = sql.replace(":" + column + ",", value + ",").replace(":" + column + ")", value + ")");
        String[][] good = {
            {"tenant_id", "" + town.id()},
            {"public_id", "gen_random_uuid()"},
            {"reference", "'AB-2345-" + (2222 + ++references) + "'"},
            {"kind", "'top_up'"},
            {"state", "'created'"},
            {"payer_id", "" + karen.id()},
            {"purse_id", "" + purse},
            {"subject", "gen_random_uuid()"},
            {"amount", "100"},
            {"fee", "0"},
            {"currency", "'DKK'"},
            {"received", "0"},
            {"stored_card_id", "null::bigint"},
            {"remember_card", "false"},
            {"receipt_email", "null"},
            {"language", "'da'"},
            {"provider", "'nexi'"},
            {"gateway_payment_id", "null"},
            {"window_url", "null"},
            {"idempotency_key", "gen_random_uuid()"},
            {"fingerprint", "sha256('x')"},
            {"reason", "null"},
            {"card_last_four", "null"},
            {"created_at", "timestamptz '2026-11-21 10:00Z'"},
            {"expires_at", "timestamptz '2026-11-21 10:20Z'"},
            {"decided_at", "null::timestamptz"}
        };
        for (String[] pair : good) {
            filled = filled.replace(":" + pair[0] + ",", pair[1] + ",").replace(":" + pair[0] + ")", pair[1] + ")");
        }
        String complete = filled;
        with(() -> jdbc.sql(complete).update());
    }

    @Test
    void aGoodRowIsTaken() {
        insert("amount", "100");
        assertThat(count("payment.payment")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "reference|'nonsense'",
                "kind|'gift'",
                "state|'lost'",
                "payer_id|999999999",
                "purse_id|999999999",
                "purse_id|null::bigint",
                "amount|0",
                "amount|-1",
                "amount|100000000001",
                "fee|-1",
                "currency|'kroner'",
                "received|-1",
                "stored_card_id|999999999",
                "receipt_email|'nobody'",
                "language|'sv'",
                "provider|'worldline'",
                "gateway_payment_id|'../x'",
                "window_url|'javascript:alert(1)'",
                "window_url|'https://window.example/'",
                "fingerprint|'short'::bytea",
                "reason|'Because I say so'",
                "card_last_four|'4242424242424242'",
                "expires_at|timestamptz '2026-11-21 10:00Z'",
                "decided_at|timestamptz '2026-11-21 10:05Z'",
                "state|'declined'",
                "kind|'card_registration'",
                "kind|'auto_top_up'"
            })
    void aRowThatBreaksARuleIsRefused(String column, String value) {
        assertThatThrownBy(() -> insert(column, value))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    @Test
    void aPaymentIsPaidInFullOrNotCalledPaid() {
        UUID id = openWindow();
        assertThatThrownBy(() -> update("state = 'paid', decided_at = created_at, received = 1", id))
                .rootCause()
                .hasMessageContaining("payment_paid_in_full");
    }

    @Test
    void oneClickIsOnePaymentAndOneReferenceIsOne() {
        UUID id = openWindow();
        String reference = view(id).reference();
        assertThatThrownBy(() -> insert("reference", "'" + reference + "'"))
                .rootCause()
                .hasMessageContaining("reference");
        insert("idempotency_key", "'01a1fe02-4563-7d29-8046-c7af435ec2db'");
        assertThatThrownBy(() -> insert("idempotency_key", "'01a1fe02-4563-7d29-8046-c7af435ec2db'"))
                .rootCause()
                .hasMessageContaining("payment_one_per_click");
    }

    @Test
    void twoPaymentsNeverShareTheGatewaysName() {
        UUID one = openWindow();
        UUID other = openWindow();
        assertThatThrownBy(() -> update("gateway_payment_id = '" + entry(one).id + "'", other))
                .rootCause()
                .hasMessageContaining("gateway_payment_id");
    }

    @Test
    void aStoredCardIsChargedForAPurseOneChargeAtATime() {
        StoredCard card = storeCard();
        insert("stored_card_id", "" + card.id());
        assertThatThrownBy(() -> insert("stored_card_id", "" + card.id()))
                .rootCause()
                .hasMessageContaining("payment_one_charge_at_a_time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount = 1",
                "fee = 1",
                "purse_id = 1",
                "kind = 'auto_top_up'",
                "reference = 'AB-2222-2222'",
                "idempotency_key = gen_random_uuid()",
                "created_at = created_at"
            })
    void whatWasOrderedCannotBeChangedByWhoServes(String change) {
        UUID id = openWindow();
        assertThatThrownBy(() -> update(change, id)).rootCause().hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from payment.payment",
                "delete from payment.step",
                "update payment.step set event = 'x'",
                "delete from payment.hook",
                "update payment.hook set event = 'x'",
                "delete from payment.gateway_account"
            })
    void historyCannotBeRewrittenByWhoServes(String sql) {
        assertThatThrownBy(() -> with(() -> jdbc.sql(sql).update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aStoredCardInUseHasItsToken() {
        StoredCard card = storeCard();
        assertThatThrownBy(() -> with(() -> jdbc.sql("update payment.stored_card set token = null where id = ?")
                        .param(card.id())
                        .update()))
                .rootCause()
                .hasMessageContaining("stored_card_in_use_has_token");
    }

    @Test
    void anotherTownSeesNothing() {
        UUID id = openWindow();
        storeCard();
        var elsewhere = TestTown.found(founding);
        town = elsewhere;

        assertThat(count("payment.payment")).isZero();
        assertThat(count("payment.stored_card")).isZero();
        assertThat(count("payment.step")).isZero();
        assertThat(count("payment.gateway_account")).isZero();
        assertThat(with(() -> payments.find(id))).isEmpty();
    }

    private int update(String change, UUID id) {
        return with(() -> jdbc.sql("update payment.payment set " + change + " where public_id = ?")
                .param(id)
                .update());
    }
}
