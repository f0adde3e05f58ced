package dk.bykassen.identity;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town with a broker that hands over the number, and a citizen's browser; for tests of signing in. */
@TownTest
abstract class SignInTown {

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    IdentityProviders providers;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    final ScriptedBroker broker = new ScriptedBroker();
    Tenant town;
    Visitor browser;

    @BeforeEach
    void open() {
        town = TestTown.found(founding);
        offer(broker.provider("mitid", NumberRule.GIVEN));
        browser = new Visitor(port, town.hosts().getFirst());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    Answer signIn(Visitor visitor, Map<String, Object> claims) {
        return returning(visitor, visitor.get("/sign-in/mitid"), claims);
    }

    Answer returning(Visitor visitor, Answer start, Map<String, Object> claims) {
        return callback(visitor, start, broker.codeFor(start.sentAlong(), claims));
    }

    static Answer callback(Visitor visitor, Answer start, String code) {
        return visitor.get("/sign-in/mitid/callback?code=" + code + "&state="
                + start.sentAlong().get("state"));
    }

    /** Every page of a signed-in citizen has the form that signs out. */
    static String csrf(Visitor visitor) {
        return visitor.get("/sign-in/number-over").csrf();
    }

    void offer(Provider provider) {
        TestTown.<Void, RuntimeException>in(town, () -> {
            providers.add(provider);
            return null;
        });
    }

    <T> T inTown(ScopedValue.CallableOp<T, RuntimeException> work) {
        return TestTown.in(town, work);
    }

    long count(String table) {
        return inTown(() -> transactions.execute(status ->
                jdbc.sql("select count(*) from " + table).query(Long.class).single()));
    }
}
