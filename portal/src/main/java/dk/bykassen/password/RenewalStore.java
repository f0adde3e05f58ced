package dk.bykassen.password;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RenewalStore {

    private static final String NAME = "password-renewal-name";
    private static final OldRows OLD = new OldRows("password.renewal", "id", "asked_at", 10);
    private static final String OPEN = "person_id is not null and used_at is null and expires_at > :now";

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedRenewalNames() {
            return new SealedColumn("password.renewal", "id", "name", NAME);
        }
    }

    private final JdbcClient jdbc;
    private final Keyring keyring;

    RenewalStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    void add(UUID publicId, SignInName name, Locale language, Instant now, Instant until) {
        jdbc.sql("""
                insert into password.renewal (tenant_id, public_id, name, channel, language, asked_at, expires_at)
                values (:tenant, :public_id, :name, :channel, :language, :now, :until)
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", publicId)
                .param("name", keyring.encrypt(NAME, name.text()))
                .param("channel", name.channel().code())
                .param("language", language.getLanguage())
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
    }

    Optional<Renewal> find(UUID publicId) {
        return jdbc.sql("select * from password.renewal where tenant_id = :tenant and public_id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(this::renewal)
                .optional();
    }

    /** The link it is for can be used from now on until {@code until}. */
    void open(long id, long person, Instant until) {
        jdbc.sql("""
                update password.renewal
                set person_id = :person, expires_at = :until
                where tenant_id = :tenant and id = :id and person_id is null
                """)
                .param("person", person)
                .param("until", Timestamp.from(until))
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    /** One whose link can be used now. */
    Optional<Renewal> usable(UUID publicId, int tries, Instant now) {
        return jdbc.sql("""
                select *
                from password.renewal
                where tenant_id = :tenant and public_id = :id and tries < :tries
                  and %s
                """.formatted(OPEN))
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .param("tries", tries)
                .param("now", Timestamp.from(now))
                .query(this::renewal)
                .optional();
    }

    /** Takes one of {@code most} answers to what the link's page asks; false when none is left. */
    boolean takeTry(long id, int most) {
        return jdbc.sql("""
                update password.renewal
                set tries = tries + 1
                where tenant_id = :tenant and id = :id and used_at is null and tries < :most
                """)
                        .param("tenant", Tenants.current().id())
                        .param("id", id)
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Uses it up; false when somebody was faster, or its time has run out. */
    boolean use(long id, Instant now) {
        return jdbc.sql("""
                update password.renewal
                set used_at = :now
                where tenant_id = :tenant and id = :id
                  and %s
                """.formatted(OPEN))
                        .param("tenant", Tenants.current().id())
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** No link sent to {@code person} so far opens anything any more. */
    void closeAll(long person, Instant now) {
        jdbc.sql("""
                update password.renewal
                set used_at = :now
                where tenant_id = :tenant and person_id = :person and used_at is null
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .update();
    }

    /** Forgets a few wishes from before {@code before}: each new one clears up more than it adds. */
    void forgetOld(Instant before) {
        OLD.forgetFew(jdbc, before);
    }

    private Renewal renewal(ResultSet row, int number) throws SQLException {
        long person = row.getLong("person_id");
        boolean isFound = !row.wasNull();
        return new Renewal(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                SignInName.stored(row.getString("channel"), keyring.decrypt(NAME, row.getBytes("name"))),
                Locale.of(row.getString("language")),
                isFound ? person : null);
    }
}
