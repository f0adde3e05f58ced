package dk.bykassen.message;

import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How much was written to somebody: asked when a letter did not come. What was written is nobody's business there. */
@Service
@Transactional(readOnly = true)
public class Correspondence {

    private final JdbcClient jdbc;

    Correspondence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What went out on one channel.
     *
     * @param channel {@code email} or {@code sms}
     * @param failed messages that were given up
     * @param last when the newest was written
     */
    public record Tally(String channel, int sent, int failed, Instant last) {}

    /** By channel; a channel never used is left out. */
    public List<Tally> with(long person) {
        return jdbc.sql("""
                select channel,
                       count(*) filter (where state = 'sent') as sent,
                       count(*) filter (where state = 'failed') as failed,
                       max(created_at) as last
                from message.message
                where tenant_id = :tenant and person_id = :person
                group by channel
                order by channel
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query((row, number) -> new Tally(
                        row.getString("channel"),
                        row.getInt("sent"),
                        row.getInt("failed"),
                        row.getTimestamp("last").toInstant()))
                .list();
    }
}
