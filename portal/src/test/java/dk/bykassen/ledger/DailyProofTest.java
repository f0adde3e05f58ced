package dk.bykassen.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class DailyProofTest {

    @Autowired
    Founding founding;

    @Autowired
    @Qualifier("ledgerProof")
    JobKind nightly;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Tenant town;

    @BeforeEach
    void openBooks() {
        town = TestTown.found(founding);
    }

    @AfterEach
    void letTimeGoOn() {
        clock.reset();
    }

    @Test
    void everyNightAProofIsKeptAndTheNextIsDueAQuarterPastThree() throws Exception {
        clock.set("2026-11-17T02:15:00Z");

        assertThat(prove()).isEqualTo(JobKind.again(Duration.ofHours(24)));
        Integer kept = TestTown.in(
                town,
                () -> transactions.execute(
                        status -> jdbc.sql("""
                        select count(*)
                        from ledger.proof
                        where trial_balance = 0 and differences = '[]' and at = '2026-11-17T02:15:00Z'
                        """).query(Integer.class).single()));
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void theNightTheClocksGoBackIsAnHourLonger() throws Exception {
        clock.set("2026-10-24T01:15:00Z"); // 03:15 in summer

        assertThat(prove()).isEqualTo(JobKind.again(Duration.ofHours(25)));
    }

    private JobKind.Outcome prove() throws Exception {
        return TestTown.<JobKind.Outcome, Exception>in(
                town, () -> nightly.work().run("daily"));
    }
}
