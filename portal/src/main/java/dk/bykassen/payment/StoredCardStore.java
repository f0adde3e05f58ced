package dk.bykassen.payment;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.payment.gateway.Truth;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stored cards; their tokens leave this class only for the gateway. */
@Repository
class StoredCardStore {

    private static final String TOKEN = "payment.card-token";

    private final JdbcClient jdbc;
    private final Keyring keyring;

    StoredCardStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    long add(long person, String provider, String token, Truth.Card card, YearMonth expires, Instant at) {
        return jdbc.sql("""
                insert into payment.stored_card
                    (tenant_id, public_id, person_id, provider, token, brand, last_four, expires, added_at)
                values (:tenant, :publicId, :person, :provider, :token, :brand, :lastFour, :expires, :at)
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", Uuid7.next())
                .param("person", person)
                .param("provider", provider)
                .param("token", keyring.encrypt(TOKEN, token))
                .param("brand", card.brand())
                .param("lastFour", card.lastFour())
                .param("expires", expires.toString())
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    List<StoredCard> of(long person) {
        return jdbc.sql("""
                select * from payment.stored_card
                where person_id = ? and removed_at is null
                order by id
                """).param(person).query(StoredCardStore::card).list();
    }

    /** Removed ones too: a receipt still names its card. */
    Optional<StoredCard> find(long id) {
        return jdbc.sql("select * from payment.stored_card where id = ?")
                .param(id)
                .query(StoredCardStore::card)
                .optional();
    }

    /** Not the removed ones. Until the transaction's end nobody removes it, or begins to charge it. */
    Optional<StoredCard> lock(UUID publicId) {
        return jdbc.sql("select * from payment.stored_card where public_id = ? and removed_at is null for update")
                .param(publicId)
                .query(StoredCardStore::card)
                .optional();
    }

    Optional<StoredCard> byPublicId(UUID publicId) {
        return jdbc.sql("select * from payment.stored_card where public_id = ? and removed_at is null")
                .param(publicId)
                .query(StoredCardStore::card)
                .optional();
    }

    /** Whether {@code person} may charge the card; until the transaction's end nobody removes it. */
    boolean isChargeable(long id, long person) {
        return jdbc.sql("""
                select id from payment.stored_card
                where id = :id and person_id = :person and removed_at is null
                for share
                """)
                .param("id", id)
                .param("person", person)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    Optional<String> token(long id) {
        return jdbc.sql("select token from payment.stored_card where id = ? and token is not null")
                .param(id)
                .query(byte[].class)
                .optional()
                .map(stored -> keyring.decrypt(TOKEN, stored));
    }

    void remove(long id, Instant at) {
        jdbc.sql("update payment.stored_card set removed_at = greatest(added_at, :at) where id = :id")
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    /** A removed card's token is forgotten as soon as no undecided charge needs it to be asked about. */
    void forgetToken(long id) {
        jdbc.sql("""
                update payment.stored_card c
                set token = null
                where c.id = :id
                  and c.removed_at is not null
                  and not exists (
                      select from payment.payment p
                      where p.tenant_id = c.tenant_id and p.stored_card_id = c.id and p.state in ('created', 'pending', 'unknown'))
                """).param("id", id).update();
    }

    private static StoredCard card(ResultSet row, int number) throws SQLException {
        return new StoredCard(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("person_id"),
                row.getString("brand"),
                row.getString("last_four"),
                YearMonth.parse(row.getString("expires")),
                row.getTimestamp("added_at").toInstant());
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedCards() {
            return new SealedColumn("payment.stored_card", "id", "token", TOKEN);
        }
    }
}
