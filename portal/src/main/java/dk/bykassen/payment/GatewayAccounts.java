package dk.bykassen.payment;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.net.URI;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The current tenant's agreements with card gateways. */
@Repository
@Transactional
public class GatewayAccounts {

    private static final String SECRET_KEY = "payment.gateway.secret-key";
    private static final String WEBHOOK_SECRET = "payment.gateway.webhook-secret";

    private final JdbcClient jdbc;
    private final Keyring keyring;

    GatewayAccounts(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    @Transactional(readOnly = true)
    public Optional<GatewayAccess> find(String provider) {
        return jdbc.sql("""
                select base_url, window_origin, secret_key, webhook_secret
                from payment.gateway_account
                where provider = :provider
                """)
                .param("provider", provider)
                .query((row, number) -> new GatewayAccess(
                        URI.create(row.getString("base_url")),
                        row.getString("window_origin"),
                        keyring.decrypt(SECRET_KEY, row.getBytes("secret_key")),
                        keyring.decrypt(WEBHOOK_SECRET, row.getBytes("webhook_secret"))))
                .optional();
    }

    /** Writes down, or changes, how the tenant reaches {@code provider}. */
    public void set(String provider, GatewayAccess access) {
        jdbc.sql("""
                insert into payment.gateway_account (tenant_id, provider, base_url, window_origin, secret_key, webhook_secret)
                values (:tenant, :provider, :base, :window, :key, :hooks)
                on conflict (tenant_id, provider) do update
                set base_url = excluded.base_url,
                    window_origin = excluded.window_origin,
                    secret_key = excluded.secret_key,
                    webhook_secret = excluded.webhook_secret
                """)
                .param("tenant", Tenants.current().id())
                .param("provider", provider)
                .param("base", access.base().toString())
                .param("window", access.windowOrigin())
                .param("key", keyring.encrypt(SECRET_KEY, access.secretKey()))
                .param("hooks", keyring.encrypt(WEBHOOK_SECRET, access.webhookSecret()))
                .update();
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedGatewayKeys() {
            return new SealedColumn("payment.gateway_account", "provider", "secret_key", SECRET_KEY);
        }

        @Bean
        SealedColumn sealedHookSecrets() {
            return new SealedColumn("payment.gateway_account", "provider", "webhook_secret", WEBHOOK_SECRET);
        }
    }
}
