package dk.bykassen.tenant;

import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The tenant's own words: opening hours, where to get a new chip, and the like. */
@Repository
@Transactional(readOnly = true)
public class Wordings {

    private final JdbcClient jdbc;

    Wordings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The text of {@code key}, in {@code language} where there is one, else in the tenant's own language. */
    public Optional<String> find(String key, Locale language) {
        return jdbc.sql("""
                select body from tenant.wording
                where key = :key and language in (:language, :own)
                order by language = :language desc
                limit 1
                """)
                .param("key", key)
                .param("language", language.getLanguage())
                .param("own", Tenants.current().language().getLanguage())
                .query(String.class)
                .optional();
    }
}
