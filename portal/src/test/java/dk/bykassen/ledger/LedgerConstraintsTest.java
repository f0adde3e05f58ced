package dk.bykassen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each rule of the books that the database itself keeps, broken once. */
@TownTest
class LedgerConstraintsTest {

    private static final Currency DKK = Currency.getInstance("DKK");
    private static final String ACCOUNT =
            "insert into ledger.account (tenant_id, public_id, kind, currency, at_least, opened_at) values ";
    private static final String TRANSFER =
            "insert into ledger.transfer (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, reference, at) values ";

    @Autowired
    Founding founding;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Tenant town;
    long purse;
    long gateway;

    @BeforeEach
    void openBooks() {
        town = TestTown.found(founding);
        purse = with(() -> ledger.open(AccountKind.PURSE, DKK));
        gateway = with(() -> ledger.systemAccount(AccountKind.GATEWAY));
        with(() -> ledger.post(Posting.of(
                Uuid7.next(),
                "FJ-1",
                Instant.now(),
                new Entry(gateway, purse, new Money(100, DKK), TransferKind.TOP_UP))));
    }

    static Stream<Arguments> broken() {
        String counters = "array_fill(0::bigint, array[24])";
        return Stream.of(
                broken("account_kind_check", ACCOUNT + "(:tenant, :uuid, 'treasure', 'DKK', null, :now)"),
                broken("currency_check", ACCOUNT + "(:tenant, :uuid, 'merchant', 'dkk', null, :now)"),
                broken("account_purse_has_floor", ACCOUNT + "(:tenant, :uuid, 'purse', 'DKK', null, :now)"),
                broken("account_of_the_tenant", ACCOUNT + "(:tenant, :uuid, 'gateway', 'DKK', null, :now)"),
                broken("account_tenant_id_public_id_key", ACCOUNT + "(:tenant, :known, 'merchant', 'DKK', null, :now)"),
                broken("account_floor", account("balance = -1")),
                broken("account_floor", account("at_least = 101")),
                broken("account_closed_empty", account("closed_at = :now")),
                broken(
                        "account_closed_after_opened",
                        account("balance = 0, closed_at = opened_at - interval '1 second'")),
                broken("account_spent_shape", account("spent_on = '2026-11-20'")),
                broken("account_spent_shape", account("spent = " + counters)),
                broken("account_spent_shape", account("spent_on = '2026-11-20', spent = array[1, 2, 3]")),
                broken(
                        "account_spent_shape",
                        account("spent_on = '2026-11-20', spent = array_fill(-1::bigint, array[24])")),
                broken(
                        "account_spent_shape",
                        account("spent_on = '2026-11-20', spent = array_fill(null::bigint, array[24])")),
                broken(
                        "account_spent_shape",
                        "update ledger.account set spent_on = '2026-11-20', spent = " + counters
                                + " where tenant_id = :tenant and id = :gateway"),
                broken("transfer_amount_positive", TRANSFER + transfer(":gateway", ":purse", "0", "'DKK'", "'top_up'")),
                broken(
                        "transfer_amount_positive",
                        TRANSFER + transfer(":gateway", ":purse", "-5", "'DKK'", "'top_up'")),
                broken("transfer_between_two", TRANSFER + transfer(":purse", ":purse", "5", "'DKK'", "'transfer'")),
                broken("transfer_kind_check", TRANSFER + transfer(":gateway", ":purse", "5", "'DKK'", "'gift'")),
                broken("transfer_debit", TRANSFER + transfer("0", ":purse", "5", "'DKK'", "'top_up'")),
                broken("transfer_credit", TRANSFER + transfer(":gateway", "0", "5", "'DKK'", "'top_up'")),
                broken("transfer_debit", TRANSFER + transfer(":gateway", ":purse", "5", "'NOK'", "'top_up'")),
                broken(
                        "transfer_reference_check",
                        TRANSFER + "(:tenant, :uuid, :gateway, :purse, 5, 'DKK', 'top_up', '', :now)"),
                broken("posting_pkey", "insert into ledger.posting select * from ledger.posting"),
                broken(
                        "posting_fingerprint_sha256",
                        "insert into ledger.posting (tenant_id, group_id, fingerprint, at) values (:tenant, :uuid, '\\x00', :now)"),
                broken(
                        "proof_differences_check",
                        "insert into ledger.proof (tenant_id, at, accounts, transfers, trial_balance, differences)"
                                + " values (:tenant, :now, 1, 1, 0, '{}')"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void aBrokenRuleIsRefused(String constraint, String sql) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("\"" + constraint + "\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forbidden")
    void whatIsWrittenStaysAsItIs(String sql) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    static Stream<String> forbidden() {
        return Stream.of(
                "update ledger.transfer set amount = 1 where tenant_id = :tenant",
                "delete from ledger.transfer where tenant_id = :tenant",
                "update ledger.posting set at = :now where tenant_id = :tenant",
                "delete from ledger.posting where tenant_id = :tenant",
                "delete from ledger.proof where tenant_id = :tenant",
                "update ledger.account set kind = 'merchant' where tenant_id = :tenant",
                "update ledger.account set currency = 'NOK' where tenant_id = :tenant",
                "delete from ledger.account where tenant_id = :tenant");
    }

    @Test
    void aTransferToAnotherTenantsAccountIsRefused() {
        Tenant neighbour = TestTown.found(founding);
        long theirs = TestTown.in(neighbour, () -> transactions.execute(status -> ledger.open(AccountKind.PURSE, DKK)));

        assertThatThrownBy(() ->
                        with(() -> jdbc.sql(TRANSFER + transfer(":gateway", ":theirs", "5", "'DKK'", "'top_up'"))
                                .params(parameters())
                                .param("theirs", theirs)
                                .update()))
                .rootCause()
                .hasMessageContaining("\"transfer_credit\"");
        assertThat(with(() -> ledger.balances(java.util.List.of(theirs)))).isEmpty();
    }

    private static Arguments broken(String constraint, String sql) {
        return Arguments.of(constraint, sql);
    }

    private static String account(String change) {
        return "update ledger.account set " + change + " where tenant_id = :tenant and id = :purse";
    }

    private static String transfer(String debit, String credit, String amount, String currency, String kind) {
        return "(:tenant, :uuid, " + debit + ", " + credit + ", " + amount + ", " + currency + ", " + kind
                + ", 'FJ-1', :now)";
    }

    private void execute(String sql) {
        with(() -> jdbc.sql(sql).params(parameters()).update());
    }

    private Map<String, Object> parameters() {
        return Map.of(
                "tenant", town.id(),
                "purse", purse,
                "gateway", gateway,
                "uuid", Uuid7.next(),
                "known",
                        with(() -> jdbc.sql("select public_id from ledger.account where id = ?")
                                .param(purse)
                                .query(java.util.UUID.class)
                                .single()),
                "now", java.sql.Timestamp.from(Instant.now()));
    }

    private <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }
}
