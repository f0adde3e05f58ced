package dk.bykassen.staff;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Audience;
import dk.bykassen.identity.IdentityProviders;
import dk.bykassen.identity.NumberRule;
import dk.bykassen.identity.People;
import dk.bykassen.identity.ScriptedBroker;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town with a directory of its staff and a broker for its citizens; for tests of the desk. */
@TownTest
abstract class DeskTown {

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

    final ScriptedBroker directory = new ScriptedBroker();
    final ScriptedBroker eid = new ScriptedBroker();
    Tenant town;

    @BeforeEach
    void open() {
        town = foundTown();
    }

    @AfterEach
    void close() {
        directory.close();
        eid.close();
    }

    Tenant foundTown() {
        Tenant fresh = TestTown.found(founding);
        TestTown.<Boolean, RuntimeException>in(fresh, () -> {
            providers.add(directory.provider("staff", NumberRule.UNUSED).forAudience(Audience.STAFF));
            providers.add(eid.provider("mitid", NumberRule.GIVEN));
            return true;
        });
        return fresh;
    }

    Visitor browser() {
        return browser(town);
    }

    Visitor browser(Tenant at) {
        return new Visitor(port, at.hosts().getFirst());
    }

    /** Somebody with those roles, signed in at the desk. */
    Visitor member(Role... roles) {
        return member(town, "Bo Jensen", roles);
    }

    Visitor member(Tenant at, String name, Role... roles) {
        Visitor visitor = browser(at);
        signIn(visitor, name, Arrays.stream(roles).map(Role::code).toList());
        return visitor;
    }

    /** One and the same name is one and the same member. */
    Answer signIn(Visitor visitor, String name, List<String> claims) {
        return comeBack(visitor, directory, "staff", Map.of("sub", name + "-sub", "name", name, "roles", claims));
    }

    Visitor citizen(String cpr) {
        Visitor visitor = browser();
        comeBack(visitor, eid, "mitid", Map.of("sub", cpr, "dk.cpr", cpr, "mitid.identity_name", "Karen Holm"));
        return visitor;
    }

    Answer comeBack(Visitor visitor, ScriptedBroker broker, String provider, Map<String, Object> claims) {
        return comeBack(visitor, visitor.get("/sign-in/" + provider), broker, provider, claims);
    }

    Answer comeBack(Visitor visitor, Answer start, ScriptedBroker broker, String provider, Map<String, Object> claims) {
        String code = broker.codeFor(start.sentAlong(), claims);
        return visitor.get("/sign-in/" + provider + "/callback?code=" + code + "&state="
                + start.sentAlong().get("state"));
    }

    /** Sends a form of the desk with the token of the session; for a stranger without. */
    Answer post(Visitor visitor, String path, Map<String, String> form) {
        var all = new java.util.LinkedHashMap<>(form);
        all.put("_csrf", visitor.get("/staff/no-such-page").csrf());
        return visitor.post(path, all);
    }

    <T> T inTown(ScopedValue.CallableOp<T, RuntimeException> work) {
        return TestTown.in(town, work);
    }

    <T> T ask(Class<T> type, String sql) {
        return inTown(
                () -> transactions.execute(status -> jdbc.sql(sql).query(type).single()));
    }
}
