package dk.bykassen.password;

import dk.bykassen.identity.Channel;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom each name signs in. */
@Repository
class SignInNames {

    private final JdbcClient jdbc;

    SignInNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A name as kept. */
    record Kept(SignInName name, boolean isProved) {}

    /** Whose name it is. */
    record Owner(long person, boolean isProved) {}

    Optional<Owner> owner(SignInName name) {
        return jdbc.sql("""
                select person_id, proved_at is not null as proved
                from password.sign_in_name
                where tenant_id = :tenant and name = :name
                """)
                .param("tenant", Tenants.current().id())
                .param("name", name.text())
                .query((row, number) -> new Owner(row.getLong("person_id"), row.getBoolean("proved")))
                .optional();
    }

    List<Kept> of(long person) {
        return jdbc.sql("""
                select name, channel, proved_at is not null as proved
                from password.sign_in_name
                where tenant_id = :tenant and person_id = :person
                order by channel
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query((row, number) -> new Kept(
                        SignInName.stored(row.getString("channel"), row.getString("name")), row.getBoolean("proved")))
                .list();
    }

    /** {@code person} proved to reach {@code name}: it is theirs from now on, in place of the one they had on that channel. */
    void prove(long person, SignInName name, Instant now) {
        drop(person, name.channel());
        jdbc.sql("""
                insert into password.sign_in_name (tenant_id, name, channel, person_id, added_at, proved_at)
                values (:tenant, :name, :channel, :person, :now, :now)
                on conflict (tenant_id, name) do update
                set person_id = excluded.person_id, added_at = excluded.added_at, proved_at = excluded.proved_at
                """)
                .param("tenant", Tenants.current().id())
                .param("name", name.text())
                .param("channel", name.channel().code())
                .param("person", person)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Adds a name nobody proved. False when somebody has it, or the person has another on that channel. */
    boolean expect(long person, SignInName name, Instant now) {
        return jdbc.sql("""
                insert into password.sign_in_name (tenant_id, name, channel, person_id, added_at)
                values (:tenant, :name, :channel, :person, :now)
                on conflict do nothing
                """)
                        .param("tenant", Tenants.current().id())
                        .param("name", name.text())
                        .param("channel", name.channel().code())
                        .param("person", person)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void drop(long person, Channel channel) {
        jdbc.sql("""
                delete from password.sign_in_name
                where tenant_id = :tenant and person_id = :person and channel = :channel
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("channel", channel.code())
                .update();
    }

    /** Whether there was one. */
    boolean dropUnproved(long person, Channel channel) {
        return jdbc.sql("""
                delete from password.sign_in_name
                where tenant_id = :tenant and person_id = :person and channel = :channel and proved_at is null
                """)
                        .param("tenant", Tenants.current().id())
                        .param("person", person)
                        .param("channel", channel.code())
                        .update()
                == 1;
    }
}
