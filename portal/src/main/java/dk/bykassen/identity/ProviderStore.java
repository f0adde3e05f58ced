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

    void put(Provider provider) {
        Provider.Endpoints endpoints = provider.endpoints();
        Provider.Client client = provider.client();
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
                .param("authorize_url", endpoints.authorize())
                .param("token_url", endpoints.token())
                .param("userinfo_url", endpoints.userinfo())
                .param("jwks_url", endpoints.jwks())
                .param("end_session_url", endpoints.endSession())
                .param("client_id", client.id())
                .param("client_secret", keyring.encrypt(SECRET, client.secret()))
                .param("scopes", client.scopes().toArray(String[]::new))
                .param("parameters", json.writeValueAsString(client.parameters()))
                .param("number_rule", provider.numberRule().name().toLowerCase(Locale.ROOT))
                .param("accepted_levels", provider.acceptedLevels().toArray(String[]::new))
                .param("position", provider.position())
                .param("audience", provider.audience().name().toLowerCase(Locale.ROOT))
                .param("number_match_url", endpoints.numberMatch())
                .update();
    }

    private Provider provider(ResultSet row, int number) throws SQLException {
        return new Provider(
                row.getString("id"),
                row.getString("name"),
                row.getString("issuer"),
                new Provider.Endpoints(
                        row.getString("authorize_url"),
                        row.getString("token_url"),
                        row.getString("userinfo_url"),
                        row.getString("jwks_url"),
                        row.getString("end_session_url"),
                        row.getString("number_match_url")),
                new Provider.Client(
                        row.getString("client_id"),
                        keyring.decrypt(SECRET, row.getBytes("client_secret")),
                        strings(row, "scopes"),
                        json.readValue(row.getString("parameters"), new TypeReference<Map<String, String>>() {})),
                NumberRule.valueOf(row.getString("number_rule").toUpperCase(Locale.ROOT)),
                strings(row, "accepted_levels"),
                row.getInt("position"),
                Audience.valueOf(row.getString("audience").toUpperCase(Locale.ROOT)));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
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
