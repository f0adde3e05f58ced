package dk.bykassen.tenant;

import dk.bykassen.kernel.Uuid7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Publishes terms, finds those in force and those once accepted. */
@Repository
@Transactional(readOnly = true)
public class TermsLibrary {

    private final JdbcClient jdbc;

    TermsLibrary(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
