package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** An eID that was shown in a session to be bound to its person; it goes with the session. */
@Repository
class OfferStore {

    private static final String OFFER = "session-offer";

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    OfferStore(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    /** Keeps what was shown to be bound to the session's person; null when that is decided. */
    void keep(long session, @Nullable Offer offer, Instant now) {
        jdbc.sql("""
                update identity.session
                set offer = :offer::bytea, offered_at = :at::timestamptz
                where tenant_id = :tenant and id = :id
                """)
                .param("offer", offer == null ? null : keyring.encrypt(OFFER, json.writeValueAsString(offer)))
                .param("at", offer == null ? null : Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("id", session)
                .update();
    }

    Optional<Offer> find(long session, Instant since) {
        return jdbc.sql("""
                select offer
                from identity.session
                where tenant_id = :tenant and id = :id and ended_at is null and offered_at > :since
                """)
                .param("tenant", Tenants.current().id())
                .param("id", session)
                .param("since", Timestamp.from(since))
                .query((row, number) -> json.readValue(keyring.decrypt(OFFER, row.getBytes("offer")), Offer.class))
                .optional();
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedOffers() {
            return new SealedColumn("identity.session", "id", "offer", OFFER);
        }
    }
}
