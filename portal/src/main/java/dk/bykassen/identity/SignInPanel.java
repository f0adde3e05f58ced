package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Wording;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How somebody signs in and in how many browsers they are signed in: what is asked when somebody cannot get in. */
@Component
class SignInPanel implements PersonPanel {

    private final JdbcClient jdbc;
    private final IdentityProviders providers;

    SignInPanel(JdbcClient jdbc, IdentityProviders providers) {
        this.jdbc = jdbc;
        this.providers = providers;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    @Transactional(readOnly = true)
    public Panel of(Person person, Wording words) {
        var rows = new ArrayList<Row>();
        ways(person.id(), words, rows);
        long sessions = sessions(person.id(), rows, words);
        rows.add(new Row(words.t("identity.panel.sessions"), Long.toString(sessions), null));
        return new Panel("identity.panel.title", rows, "identity.panel.none");
    }

    private void ways(long person, Wording words, List<Row> rows) {
        jdbc.sql("""
                select issuer, linked_at
                from identity.way
                where tenant_id = :tenant and person_id = :person
                order by linked_at
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query(row -> {
                    String issuer = row.getString("issuer");
                    String name = providers.all().stream()
                            .filter(provider -> provider.issuer().equals(issuer))
                            .map(Provider::name)
                            .findFirst()
                            .orElse("eID");
                    rows.add(new Row(
                            name,
                            words.t(
                                    "identity.panel.since",
                                    words.moment(row.getTimestamp("linked_at").toInstant())),
                            null));
                });
    }

    private long sessions(long person, List<Row> rows, Wording words) {
        Instant now = Instant.now();
        jdbc.sql("""
                select created_at
                from identity.session
                where tenant_id = :tenant and person_id = :person
                order by created_at desc
                limit 1
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query(row -> {
                    rows.add(new Row(
                            words.t("identity.panel.last"),
                            words.moment(row.getTimestamp("created_at").toInstant()),
                            null));
                });
        return jdbc.sql("""
                select count(*)
                from identity.session
                where tenant_id = :tenant and person_id = :person and ended_at is null
                  and expires_at > :now and last_seen_at > :idle_since
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(Sessions.LIFETIME.idleSince(now)))
                .query(Long.class)
                .single();
    }
}
