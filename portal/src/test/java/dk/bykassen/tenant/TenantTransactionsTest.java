package dk.bykassen.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class TenantTransactionsTest {

    @Autowired
    Founding founding;

    @Autowired
    Tenants tenants;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void sqlOutsideATransactionIsRefusedInWords() {
        Tenant town = TestTown.found(founding);

        assertThatThrownBy(() -> TestTown.in(
                        town, () -> jdbc.sql("select 1").query(Integer.class).single()))
                .hasRootCauseInstanceOf(NoTenant.class);
    }

    @Test
    void aTransactionWithoutATenantDoesNotBegin() {
        assertThatThrownBy(() -> transactions.execute(status -> 1)).isInstanceOf(NoTenant.class);
    }

    @Test
    void aTenantSeesItsOwnRowsAlone() {
        Tenant ours = TestTown.found(founding);
        Tenant theirs = TestTown.found(founding);
        founding.word(theirs, Map.of("hours", Map.of("da", "Hverdage 9-15")));

        assertThat(wordings(theirs)).isEqualTo(1);
        assertThat(wordings(ours)).isZero();
    }

    @Test
    void aTenantCannotWriteForAnother() {
        Tenant ours = TestTown.found(founding);
        Tenant theirs = TestTown.found(founding);

        assertThatThrownBy(() -> TestTown.in(
                        ours,
                        () -> transactions.execute(status -> jdbc.sql(
                                        "insert into tenant.wording (tenant_id, key, language, body) values (?, 'hours', 'da', 'x')")
                                .param(theirs.id())
                                .update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void aNewTenantIsFoundByItsHostAtOnce() {
        Tenant town = TestTown.found(founding);

        assertThat(tenants.byHost(town.slug().toUpperCase() + ".LOCALHOST")).contains(town);
        assertThat(tenants.byHost("nobody.localhost")).isEmpty();
    }

    private Integer wordings(Tenant tenant) {
        return TestTown.in(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("select count(*) from tenant.wording")
                        .query(Integer.class)
                        .single()));
    }
}
