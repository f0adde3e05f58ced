package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.SentCodes;
import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.identity.Codes.Checked;
import dk.bykassen.identity.Codes.Gone;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes that prove an address: who may use which, how often, and how long. */
@TownTest
@ExtendWith(OutputCaptureExtension.class)
class CodesTest {

    private static final Locale DANISH = Locale.of("da");
    private static final String ADDRESS = "karen.zwergenhold@example.com";

    @Autowired
    Founding founding;

    @Autowired
    Codes codes;

    @Autowired
    SentCodes sent;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private Tenant town;

    @BeforeEach
    void found() {
        town = TestTown.found(founding);
    }

    @Test
    void theRightCodeProvesTheAddressOnce() {
        UUID ticket = send(null, ADDRESS);
        String code = sent.newest(town);
        assertThat(code).matches("[0-9]{6}");

        assertThat(check(ticket, null, code.substring(0, 3) + " " + code.substring(3)))
                .isEqualTo(new Codes.Right(Channel.EMAIL, ADDRESS));
        assertThat(check(ticket, null, code)).isEqualTo(new Codes.Over());
    }

    @Test
    void fiveWrongTriesEndACode() {
        UUID ticket = send(null, ADDRESS);
        String code = sent.newest(town);
        for (int left = 4; left > 0; left--) {
            assertThat(check(ticket, null, other(code))).isEqualTo(new Codes.Wrong(left));
        }
        assertThat(check(ticket, null, other(code))).isEqualTo(new Codes.Over());
        assertThat(check(ticket, null, code)).isEqualTo(new Codes.Over());
    }

    @Test
    void triesSentSideBySideShareNothing() throws Exception {
        UUID ticket = send(null, ADDRESS);
        String wrong = other(sent.newest(town));
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Checked> guess = () -> check(ticket, null, wrong);
            List<Future<Checked>> guesses = threads.invokeAll(Collections.nCopies(20, guess));
            int judged = 0;
            for (Future<Checked> answer : guesses) {
                judged += answer.get() instanceof Codes.Wrong ? 1 : 0;
            }
            assertThat(judged).isEqualTo(Codes.TRIES - 1);
        }
    }

    @Test
    void whatIsNoCodeCostsNoTry() {
        UUID ticket = send(null, ADDRESS);
        String code = sent.newest(town);
        for (String slip : List.of("", "12345", "1234567", "abcdef", "１２３４５６", "😀", "' or 1=1", "1".repeat(300))) {
            assertThat(check(ticket, null, slip)).isInstanceOf(Codes.Wrong.class);
        }
        assertThat(check(ticket, null, code)).isInstanceOf(Codes.Right.class);
    }

    @Test
    void aCodeOfAnotherPersonIsNone() {
        UUID karen = UUID.randomUUID();
        UUID jens = UUID.randomUUID();
        UUID ticket = send(karen, ADDRESS);
        String code = sent.newest(town);

        assertThat(check(ticket, jens, code)).isEqualTo(new Codes.Over());
        assertThat(check(ticket, null, code)).isEqualTo(new Codes.Over());
        assertThat(check(UUID.randomUUID(), karen, code)).isEqualTo(new Codes.Over());
        Tenant neighbours = TestTown.found(founding);
        assertThat(TestTown.<Checked, RuntimeException>in(neighbours, () -> codes.check(ticket, karen, code)))
                .isEqualTo(new Codes.Over());
        assertThat(check(ticket, karen, code)).isInstanceOf(Codes.Right.class);
    }

    @Test
    void aCodeIsGoodForTenMinutes() throws SQLException {
        UUID ticket = send(null, ADDRESS);
        String code = sent.newest(town);
        age(Codes.LIFE.plusSeconds(1));
        assertThat(check(ticket, null, code)).isEqualTo(new Codes.Over());
    }

    @Test
    void onlyTheNewestCodeCounts() throws SQLException {
        UUID first = send(null, ADDRESS);
        String code = sent.newest(town);
        age(Duration.ofSeconds(31));
        UUID second = send(null, ADDRESS);

        assertThat(check(first, null, code)).isEqualTo(new Codes.Over());
        assertThat(check(second, null, sent.newest(town))).isInstanceOf(Codes.Right.class);
    }

    @Test
    void eachFurtherCodeTakesMorePatienceAndTenADayAreEnough() throws SQLException {
        for (int wait : new int[] {30, 60, 120, 300, 900, 900, 900, 900, 900}) {
            send(null, ADDRESS);
            age(Duration.ofSeconds(wait - 5));
            assertThat(ask(null, ADDRESS)).isInstanceOf(Codes.TooSoon.class);
            age(Duration.ofSeconds(6));
        }
        send(null, ADDRESS);
        age(Duration.ofHours(1));
        assertThat(ask(null, ADDRESS)).isEqualTo(new Codes.Enough());
        assertThat(ask(null, "another@example.com")).isInstanceOf(Gone.class);
        age(Duration.ofDays(1));
        assertThat(ask(null, ADDRESS)).isInstanceOf(Gone.class);
    }

    @Test
    void nobodyFloodsTheTownWithCodesToEverChangingAddresses() {
        UUID karen = UUID.randomUUID();
        for (int i = 0; i < Codes.MOST_FOR_ONE; i++) {
            send(karen, "karen" + i + "@example.com");
        }
        assertThat(ask(karen, "karen@example.com")).isEqualTo(new Codes.Enough());
        assertThat(ask(UUID.randomUUID(), "karen@example.com")).isInstanceOf(Gone.class);
    }

    @Test
    void aCodeIsNowhereToBeReadAndNoAddressEither(CapturedOutput output) {
        send(null, ADDRESS);
        String code = sent.newest(town);
        String dump = rows("identity.code") + rows("message.message");

        assertThat(dump).doesNotContain(ADDRESS, "zwergenhold");
        assertThat(Pattern.compile("\\b" + code + "\\b").matcher(dump).find()).isFalse();
        assertThat(output.getAll()).doesNotContain("zwergenhold");
    }

    @Test
    void aTryCannotBeTakenBackWithTheTransactionAroundIt() {
        UUID ticket = send(null, ADDRESS);
        assertThatThrownBy(() -> TestTown.<Object, RuntimeException>in(
                        town, () -> transactions.execute(status -> codes.check(ticket, "123456"))))
                .hasMessageContaining("transaction");
    }

    private UUID send(@Nullable UUID holder, String address) {
        assertThat(ask(holder, address)).isInstanceOf(Gone.class);
        return TestTown.<UUID, RuntimeException>in(
                town,
                () -> transactions.execute(
                        status -> jdbc.sql("select ticket from identity.code order by sent_at desc limit 1")
                                .query(UUID.class)
                                .single()));
    }

    private Codes.Sent ask(@Nullable UUID holder, String address) {
        return TestTown.<Codes.Sent, RuntimeException>in(
                town, () -> codes.send("test", holder, Channel.EMAIL, address, DANISH));
    }

    private Checked check(UUID ticket, @Nullable UUID holder, String typed) {
        return TestTown.<Checked, RuntimeException>in(town, () -> codes.check(ticket, holder, typed));
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /** Codes are in real time, so it is the rows that grow older. */
    private void age(Duration by) throws SQLException {
        try (Connection database = TestTown.superuser("town");
                var sql = database.createStatement()) {
            sql.executeUpdate("""
                    update identity.code
                    set sent_at = sent_at - interval '%1$d seconds', expires_at = expires_at - interval '%1$d seconds'
                    where tenant_id = %2$d
                    """.formatted(by.toSeconds(), town.id()));
        }
    }

    private String rows(String table) {
        return TestTown.<String, RuntimeException>in(
                town,
                () -> transactions.execute(status -> jdbc.sql("select string_agg(t::text, '\n') from " + table + " t")
                        .query(String.class)
                        .single()));
    }
}
