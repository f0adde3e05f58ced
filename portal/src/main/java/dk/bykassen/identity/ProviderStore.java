package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ProviderStore {

    private static final String SECRET = "provider-secret";

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    ProviderStore(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    List<Provider> all() {
        return jdbc.sql("select * from identity.provider where tenant_id = :tenant order by position, id")
                .param("tenant", Tenants.current().id())
                .query(this::provider)
                .list();
    }

    void put(NewProvider provider) {
        jdbc.sql("""
                insert into identity.provider (
                    tenant_id, id, name, issuer, authorize_url, token_url, userinfo_url, jwks_url, end_session_url,
                    client_id, client_secret, scopes, parameters, number_rule, accepted_levels, position, audience,
                    number_match_url
                )
                values (
                    :tenant, :id, :name, :issuer, :authorize_url, :token_url, :userinfo_url, :jwks_url, :end_session_url,
                    :client_id, :client_secret, :scopes, :parameters::jsonb, :number_rule, :accepted_levels, :position,
                    :audience, :number_match_url
                )
                on conflict (tenant_id, id) do update
                set name = excluded.name,
                    issuer = excluded.issuer,
                    authorize_url = excluded.authorize_url,
                    token_url = excluded.token_url,
                    userinfo_url = excluded.userinfo_url,
                    jwks_url = excluded.jwks_url,
                    end_session_url = excluded.end_session_url,
                    client_id = excluded.client_id,
                    client_secret = excluded.client_secret,
                    scopes = excluded.scopes,
                    parameters = excluded.parameters,
                    number_rule = excluded.number_rule,
                    accepted_levels = excluded.accepted_levels,
                    position = excluded.position,
                    audience = excluded.audience,
                    number_match_url = excluded.number_match_url
                """)
                .param("tenant", Tenants.current().id())
                .param("id", provider.id())
                .param("name", provider.name())
                .param("issuer", provider.issuer())
                .param("authorize_url", provider.authorizeUrl())
                .param("token_url", provider.tokenUrl())
                .param("userinfo_url", provider.userinfoUrl())
                .param("jwks_url", provider.jwksUrl())
                .param("end_session_url", provider.endSessionUrl())
                .param("client_id", provider.clientId())
                .param("client_secret", keyring.encrypt(SECRET, provider.clientSecret()))
                .param("scopes", provider.scopes().toArray(String[]::new))
                .param("parameters", json.writeValueAsString(provider.parameters()))
                .param("number_rule", provider.numberRule().name().toLowerCase(Locale.ROOT))
                .param("accepted_levels", provider.acceptedLevels().toArray(String[]::new))
                .param("position", provider.position())
                .param("audience", provider.audience().name().toLowerCase(Locale.ROOT))
                .param("number_match_url", provider.numberMatchUrl())
                .update();
    }

    private Provider provider(ResultSet row, int number) throws SQLException {
        return new Provider(
                row.getString("id"),
                row.getString("name"),
                row.getString("issuer"),
                row.getString("authorize_url"),
                row.getString("token_url"),
                row.getString("userinfo_url"),
                row.getString("jwks_url"),
                row.getString("end_session_url"),
                row.getString("client_id"),
                keyring.decrypt(SECRET, row.getBytes("client_secret")),
                List.of((String[]) row.getArray("scopes").getArray()),
                json.readValue(row.getString("parameters"), new TypeReference<Map<String, String>>() {}),
                NumberRule.valueOf(row.getString("number_rule").toUpperCase(Locale.ROOT)),
                List.of((String[]) row.getArray("accepted_levels").getArray()),
                Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)),
                row.getString("number_match_url"));
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedProviderSecrets() {
            return new SealedColumn("identity.provider", "id", "client_secret", SECRET);
        }
    }
}
