package dk.bykassen.tenant;

import dk.bykassen.kernel.Uuid7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes terms, finds those in force and those once accepted. */
@Repository
@Transactional(readOnly = true)
public class TermsLibrary {

    /** Another node's new version is seen within this time. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Map<String, Known> newest = new ConcurrentHashMap<>();

    private record Known(int version, long readAt) {}

    TermsLibrary(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.reading = transactions;
    }

    /** The newest version of {@code kind}, in {@code language} where the tenant has it, else in the tenant's own. */
    public Optional<Terms> inForce(String kind, Locale language) {
        return jdbc.sql("""
                select * from tenant.terms
                where kind = :kind and language in (:language, :own)
                order by version desc, language = :language desc
                limit 1
                """)
                .param("kind", kind)
                .param("language", language.getLanguage())
                .param("own", Tenants.current().language().getLanguage())
                .query(TermsLibrary::terms)
                .optional();
    }

    /** The newest version of every kind, each in {@code language} where the tenant has it, else in the tenant's own. */
    public List<Terms> inForce(Locale language) {
        return jdbc.sql("""
                select distinct on (kind) * from tenant.terms
                where language in (:language, :own)
                order by kind desc, version desc, language = :language desc
                """)
                .param("language", language.getLanguage())
                .param("own", Tenants.current().language().getLanguage())
                .query(TermsLibrary::terms)
                .list();
    }

    /** The number of the newest version of {@code kind}, 0 where there is none; from memory, so that every page may ask. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public int newestVersion(String kind) {
        String key = Tenants.current().id() + ":" + kind;
        Known known = newest.get(key);
        if (known == null || System.nanoTime() - known.readAt() > FRESH.toNanos()) {
            known = new Known(readNewest(kind), System.nanoTime());
            newest.put(key, known);
        }
        return known.version();
    }

    private int readNewest(String kind) {
        return reading.execute(status -> jdbc.sql("select coalesce(max(version), 0) from tenant.terms where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single());
    }

    public Optional<Terms> byPublicId(UUID publicId) {
        return jdbc.sql("select * from tenant.terms where public_id = ?")
                .param(publicId)
                .query(TermsLibrary::terms)
                .optional();
    }

    public Optional<Terms> byId(long id) {
        return jdbc.sql("select * from tenant.terms where id = ?")
                .param(id)
                .query(TermsLibrary::terms)
                .optional();
    }

    /** Publishes a version of {@code kind} in one language; a version that is published already stays as it is. */
    @Transactional
    public void publish(String kind, int version, Locale language, String title, String body, Instant when) {
        jdbc.sql("""
                insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                values (:tenant, :publicId, :kind, :version, :language, :title, :body, :when)
                on conflict (tenant_id, kind, version, language) do nothing
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", Uuid7.next())
                .param("kind", kind)
                .param("version", version)
                .param("language", language.getLanguage())
                .param("title", title)
                .param("body", body)
                .param("when", Timestamp.from(when))
                .update();
        String key = Tenants.current().id() + ":" + kind;
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                newest.remove(key);
            }
        });
    }

    private static Terms terms(ResultSet row, int number) throws SQLException {
        return new Terms(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getString("kind"),
                row.getInt("version"),
                row.getString("language"),
                row.getString("title"),
                row.getString("body"),
                row.getTimestamp("published_at").toInstant());
    }
}
