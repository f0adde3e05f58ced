package dk.bykassen.profile;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands over what somebody agreed to as the person they were before. Lines are never changed, so each is written once more
 * with its own time; the latest answer counts, whichever of the two gave it.
 */
@Component
class ProfileReunion implements Reunion {

    private final JdbcClient jdbc;

    ProfileReunion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        jdbc.sql("""
                insert into profile.consent (
                    tenant_id, person_id, purpose, given, version, terms_id, at, session_id, channel
                )
                select tenant_id, :to, purpose, given, version, terms_id, at, session_id, channel
                from profile.consent c
                where c.tenant_id = :tenant and c.person_id = :from
                  and not exists (
                      select from profile.consent known
                      where known.tenant_id = c.tenant_id and known.person_id = :to and known.purpose = c.purpose
                        and known.at = c.at and known.version = c.version and known.given = c.given
                  )
                order by c.id
                """)
                .param("to", to)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
    }
}
