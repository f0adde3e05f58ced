package dk.bykassen.tenant;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a portal for a new tenant: a rare deed of the installation's operator, done as the database's owner. */
@Component
public class Founding {

    private final DatabaseOwner owner;
    private final Tenants tenants;

    Founding(DatabaseOwner owner, Tenants tenants) {
        this.owner = owner;
        this.tenants = tenants;
    }

    /**
     * What a new tenant needs; the fields mean what they mean in {@link Tenant}.
     *
     * @param logo SVG; {@code logoDark} and {@code logoMono} may be null
     */
    public record Charter(
            String slug,
            String name,
            String legalName,
            String prefix,
            Tenant.Country country,
            String currency,
            String zone,
            List<String> hosts,
            List<Locale> languages,
            List<String> services,
            Tenant.Brand brand,
            Tenant.Contact contact,
            byte[] logo,
            byte @Nullable [] logoDark,
            byte @Nullable [] logoMono) {}

    /** Opens the portal and returns its tenant. @throws IllegalStateException when slug, prefix or a host is taken */
    public Tenant open(Charter charter, Instant when) {
        owner.run(connection -> {
            connection.setAutoCommit(false);
            int id = insert(connection, charter, when);
            for (String host : charter.hosts()) {
                try (PreparedStatement sql =
                        connection.prepareStatement("insert into platform.host (host, tenant_id) values (?, ?)")) {
                    sql.setString(1, host);
                    sql.setInt(2, id);
                    sql.executeUpdate();
                }
            }
            connection.commit();
        });
        tenants.refresh();
        return tenants.bySlug(charter.slug()).orElseThrow();
    }

    /** The tenant's own words, by key and language; replaces what was there. */
    public void word(Tenant tenant, Map<String, Map<String, String>> bodies) {
        owner.run(connection -> {
            for (var key : bodies.entrySet()) {
                for (var body : key.getValue().entrySet()) {
                    word(connection, tenant.id(), key.getKey(), body.getKey(), body.getValue());
                }
            }
        });
    }

    private static void word(Connection connection, int tenant, String key, String language, String body)
            throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                insert into tenant.wording (tenant_id, key, language, body) values (?, ?, ?, ?)
                on conflict (tenant_id, key, language) do update set body = excluded.body
                """)) {
            sql.setInt(1, tenant);
            sql.setString(2, key);
            sql.setString(3, language);
            sql.setString(4, body);
            sql.executeUpdate();
        }
    }

    private static int insert(Connection connection, Charter charter, Instant when) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                insert into platform.tenant (slug, name, legal_name, prefix, country, currency, zone, languages, services,
                    primary_colour, accent_colour, header, tint, radius, logo_width, logo, logo_dark, logo_mono,
                    phone, email, address, business_number, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning id
                """)) {
            Tenant.Brand brand = charter.brand();
            Tenant.Contact contact = charter.contact();
            Object[] values = {
                charter.slug(),
                charter.name(),
                charter.legalName(),
                charter.prefix(),
                charter.country().name(),
                charter.currency(),
                charter.zone(),
                texts(
                        connection,
                        charter.languages().stream().map(Locale::getLanguage).toList()),
                texts(connection, charter.services()),
                brand.primary(),
                brand.accent(),
                brand.header(),
                brand.tint(),
                brand.radius(),
                brand.logoWidth(),
                charter.logo(),
                charter.logoDark(),
                charter.logoMono(),
                contact.phone(),
                contact.email(),
                contact.address(),
                contact.businessNumber(),
                Timestamp.from(when)
            };
            for (int i = 0; i < values.length; i++) {
                sql.setObject(i + 1, values[i]);
            }
            try (ResultSet row = sql.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
