package dk.bykassen.password;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.ProfileTab;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Each tenant's rules for passwords. */
@Service
public class PasswordRules {

    /** Settings change rarely; another node's change is seen within this time. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Known(long readAt, Rules rules) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();

    PasswordRules(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The page to change it, among a person's own, where the tenant has passwords. */
    @Configuration
    static class Tab {

        @Bean
        ProfileTab passwordTab(PasswordRules rules) {
            return new ProfileTab(
                    "/profile/password",
                    "password.tab",
                    20,
                    tenant -> rules.current().offered());
        }
    }

    /** Sets the current tenant's rules. */
    public void set(Rules rules) {
        transactions.executeWithoutResult(status -> write(rules));
        known.remove(Tenants.current().id());
    }

    /** The current tenant's rules. */
    public Rules current() {
        int tenant = Tenants.current().id();
        Known last = known.get(tenant);
        if (last == null || System.nanoTime() - last.readAt() > FRESH.toNanos()) {
            last = new Known(System.nanoTime(), transactions.execute(status -> read()));
            known.put(tenant, last);
        }
        return last.rules();
    }

    /** @throws Problem 404 where the tenant lets nobody sign in with a password: its pages are not there */
    void requireOffered() {
        if (!current().offered()) {
            throw Problem.notFound();
        }
    }

    private void write(Rules rules) {
        jdbc.sql("""
                insert into password.rules (tenant_id, offered, min_length, letter, digit, specials)
                values (:tenant, :offered, :min_length, :letter, :digit, :specials)
                on conflict (tenant_id) do update
                set offered = excluded.offered, min_length = excluded.min_length, letter = excluded.letter,
                    digit = excluded.digit, specials = excluded.specials
                """)
                .param("tenant", Tenants.current().id())
                .param("offered", rules.offered())
                .param("min_length", rules.minLength())
                .param("letter", rules.letter())
                .param("digit", rules.digit())
                .param("specials", rules.specials())
                .update();
    }

    private Rules read() {
        return jdbc.sql("select * from password.rules where tenant_id = :tenant")
                .param("tenant", Tenants.current().id())
                .query((row, number) -> new Rules(
                        row.getBoolean("offered"),
                        row.getInt("min_length"),
                        row.getBoolean("letter"),
                        row.getBoolean("digit"),
                        row.getString("specials")))
                .optional()
                .orElse(Rules.NONE);
    }
}
