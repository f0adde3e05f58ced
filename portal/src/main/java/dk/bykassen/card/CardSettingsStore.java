package dk.bykassen.card;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CardSettingsStore {

    private final JdbcClient jdbc;

    CardSettingsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CardSettings> find() {
        return jdbc.sql("select * from card.settings")
                .query(CardSettingsStore::settings)
                .optional();
    }

    void save(CardSettings settings) {
        jdbc.sql("""
                insert into card.settings (tenant_id, top_up_min, top_up_max, top_up_fee, max_balance, auto_threshold,
                    auto_min, auto_max, auto_day_cap, issuer_name, issuer_number, licence_number, card_word, printed_prefix)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant_id) do update
                set top_up_min = excluded.top_up_min, top_up_max = excluded.top_up_max, top_up_fee = excluded.top_up_fee,
                    max_balance = excluded.max_balance, auto_threshold = excluded.auto_threshold,
                    auto_min = excluded.auto_min, auto_max = excluded.auto_max, auto_day_cap = excluded.auto_day_cap,
                    issuer_name = excluded.issuer_name, issuer_number = excluded.issuer_number,
                    licence_number = excluded.licence_number, card_word = excluded.card_word,
                    printed_prefix = excluded.printed_prefix
                """)
                .param(Tenants.current().id())
                .param(settings.topUpMin().minor())
                .param(settings.topUpMax().minor())
                .param(settings.topUpFee().minor())
                .param(settings.maxBalance().minor())
                .param(settings.autoThreshold().minor())
                .param(settings.autoMin().minor())
                .param(settings.autoMax().minor())
                .param(settings.autoDayCap())
                .param(settings.issuerName())
                .param(settings.issuerNumber())
                .param(settings.licenceNumber())
                .param(settings.cardWord())
                .param(settings.printedPrefix())
                .update();
    }

    private static CardSettings settings(ResultSet row, int number) throws SQLException {
        Tenant tenant = Tenants.current();
        return new CardSettings(
                tenant.money(row.getLong("top_up_min")),
                tenant.money(row.getLong("top_up_max")),
                tenant.money(row.getLong("top_up_fee")),
                tenant.money(row.getLong("max_balance")),
                tenant.money(row.getLong("auto_threshold")),
                tenant.money(row.getLong("auto_min")),
                tenant.money(row.getLong("auto_max")),
                row.getInt("auto_day_cap"),
                row.getString("issuer_name"),
                row.getString("issuer_number"),
                row.getString("licence_number"),
                row.getString("card_word"),
                row.getString("printed_prefix"));
    }
}
