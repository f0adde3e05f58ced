package dk.bykassen.link;

import dk.bykassen.identity.Reunion;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What two persons asked for and answered is one's when they prove to be one. What one half asked of the other, and what both
 * asked for, is forgotten: nobody asks themself, or twice.
 */
@Component
class LinkReunion implements Reunion {

    private final JdbcClient jdbc;

    LinkReunion(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void move(long from, long to) {
        for (String sql : List.of(
                """
                delete from link.request r
                where r.tenant_id = :tenant and r.requester_id in (:from, :to)
                  and (r.account_id in (
                          select id from card.account where tenant_id = :tenant and holder_id in (:from, :to))
                       or r.requester_id = :from and r.state in ('waiting', 'declined') and exists (
                          select from link.request twin
                          where twin.tenant_id = r.tenant_id and twin.requester_id = :to
                            and twin.number_lookup = r.number_lookup and twin.state in ('waiting', 'declined')))
                """,
                "update link.request set requester_id = :to where tenant_id = :tenant and requester_id = :from",
                "update link.request set answered_by = :to where tenant_id = :tenant and answered_by = :from",
                "update link.attempt set person_id = :to where tenant_id = :tenant and person_id = :from")) {
            jdbc.sql(sql)
                    .param("tenant", Tenants.current().id())
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
    }
}
