package dk.bykassen.tenant;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads schema platform, which has no tenant: the one place that asks the pool without the guard. */
@Repository
class TenantStore {

    private final JdbcClient platform;

    TenantStore(@Qualifier("platformDataSource") DataSource platform) {
        this.platform = JdbcClient.create(platform);
    }

    /** Without their logos, which are large and seldom wanted. */
    List<Tenant> all() {
        return platform.sql("""
                select t.id, t.slug, t.name, t.legal_name, t.prefix, t.country, t.currency, t.zone, t.languages, t.services,
                       t.primary_colour, t.accent_colour, t.header, t.tint, t.radius, t.logo_width,
                       t.logo_dark is not null as has_dark_logo, t.phone, t.email, t.address, t.business_number,
                       array(select h.host from platform.host h where h.tenant_id = t.id order by h.host) as hosts
                from platform.tenant t
                order by t.id
                """).query(TenantStore::tenant).list();
    }

    Optional<byte[]> logo(int tenant, Logos.Variant variant) {
        return platform.sql("select %s from platform.tenant where id = ?".formatted(variant.column()))
                .param(tenant)
                .query(byte[].class)
                .optional();
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                row.getInt("id"),
                row.getString("slug"),
                row.getString("name"),
                row.getString("legal_name"),
                row.getString("prefix"),
                Tenant.Country.valueOf(row.getString("country")),
                Currency.getInstance(row.getString("currency")),
                ZoneId.of(row.getString("zone")),
                texts(row.getArray("hosts")).toList(),
                texts(row.getArray("languages")).map(Locale::of).toList(),
                Set.copyOf(texts(row.getArray("services")).toList()),
                new Tenant.Brand(
                        row.getString("primary_colour"),
                        row.getString("accent_colour"),
                        row.getString("header"),
                        row.getString("tint"),
                        row.getInt("radius"),
                        row.getInt("logo_width"),
                        row.getBoolean("has_dark_logo")),
                new Tenant.Contact(
                        row.getString("phone"),
                        row.getString("email"),
                        row.getString("address"),
                        row.getString("business_number")));
    }

    private static Stream<String> texts(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray());
    }
}
