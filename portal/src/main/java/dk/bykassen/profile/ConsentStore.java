package dk.bykassen.profile;

import dk.bykassen.profile.Consent.Purpose;
import dk.bykassen.profile.Consent.Source;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ConsentStore {

    private final JdbcClient jdbc;

    ConsentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            long person,
            Purpose purpose,
            boolean given,
            int version,
            @Nullable Long terms,
            Instant at,
            @Nullable Long session,
            Source source) {
        jdbc.sql("""
                insert into profile.consent (
                    tenant_id, person_id, purpose, given, version, terms_id, at, session_id, channel
                )
                values (:tenant, :person, :purpose, :given, :version, :terms, :at, :session, :channel)
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("purpose", purpose.code())
                .param("given", given)
                .param("version", version)
                .param("terms", terms)
                .param("at", Timestamp.from(at))
                .param("session", session)
                .param("channel", source.code())
                .update();
    }

    /** The newest answer to each question that was answered. */
    Map<Purpose, Consent> current(long person) {
        return jdbc
                .sql("""
                select distinct on (c.purpose) c.*, t.public_id
                from profile.consent c
                left join tenant.terms t on t.tenant_id = c.tenant_id and t.id = c.terms_id
                where c.tenant_id = :tenant and c.person_id = :person
                order by c.purpose, c.at desc, c.id desc
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query(ConsentStore::consent)
                .list()
                .stream()
                .collect(Collectors.toMap(Consent::purpose, Function.identity()));
    }

    /** Every answer, newest first, at most {@code most}. */
    List<Consent> history(long person, int most) {
        return jdbc.sql("""
                select c.*, t.public_id
                from profile.consent c
                left join tenant.terms t on t.tenant_id = c.tenant_id and t.id = c.terms_id
                where c.tenant_id = :tenant and c.person_id = :person
                order by c.at desc, c.id desc
                limit :most
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("most", most)
                .query(ConsentStore::consent)
                .list();
    }

    private static Consent consent(ResultSet row, int number) throws SQLException {
        return new Consent(
                Purpose.coded(row.getString("purpose")),
                row.getBoolean("given"),
                row.getInt("version"),
                row.getObject("public_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                Source.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)));
    }
}
