package dk.bykassen.withdrawal;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.withdrawal.bank.BankAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The current tenant's agreement with its bank; without one nothing can be withdrawn here. */
@Repository
@Transactional
public class Agreements {

    private static final String SECRET = "withdrawal.bank.secret";

    private final JdbcClient jdbc;
    private final Keyring keyring;

    Agreements(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    @Transactional(readOnly = true)
    public Optional<Agreement> find() {
        Tenant tenant = Tenants.current();
        return jdbc.sql("select * from withdrawal.agreement where tenant_id = :tenant")
                .param("tenant", tenant.id())
                .query((row, number) -> new Agreement(
                        row.getString("bank"),
                        new BankAccess(
                                URI.create(row.getString("base_url")), keyring.decrypt(SECRET, row.getBytes("secret"))),
                        row.getString("debtor_name"),
                        row.getString("debtor_iban"),
                        row.getBoolean("nemkonto"),
                        tenant.money(row.getLong("minimum")),
                        tenant.money(row.getLong("day_cap")),
                        Duration.ofSeconds(row.getInt("undo_seconds"))))
                .optional();
    }

    /**
     * Writes the agreement down, or changes it; what is under way goes by the new one.
     *
     * @throws IllegalStateException while another bank has withdrawals it has not decided: a new bank, asked about them, has
     *     never seen them and would be told to pay them too
     */
    public void set(Agreement agreement) {
        if (anotherHasSome(agreement.bank())) {
            throw new IllegalStateException("the bank of before has withdrawals it has not decided");
        }
        jdbc.sql("""
                insert into withdrawal.agreement (tenant_id, bank, base_url, secret, debtor_name, debtor_iban, nemkonto,
                    minimum, day_cap, undo_seconds)
                values (:tenant, :bank, :base, :secret, :name, :iban, :nemkonto, :minimum, :cap, :undo)
                on conflict on constraint agreement_one do update
                set bank = excluded.bank, base_url = excluded.base_url, secret = excluded.secret,
                    debtor_name = excluded.debtor_name, debtor_iban = excluded.debtor_iban, nemkonto = excluded.nemkonto,
                    minimum = excluded.minimum, day_cap = excluded.day_cap, undo_seconds = excluded.undo_seconds
                """)
                .param("tenant", Tenants.current().id())
                .param("bank", agreement.bank())
                .param("base", agreement.access().base().toString())
                .param("secret", keyring.encrypt(SECRET, agreement.access().secret()))
                .param("name", agreement.debtorName())
                .param("iban", agreement.debtorIban())
                .param("nemkonto", agreement.nemKonto())
                .param("minimum", agreement.minimum().minor())
                .param("cap", agreement.dayCap().minor())
                .param("undo", (int) agreement.undo().toSeconds())
                .update();
    }

    private boolean anotherHasSome(String bank) {
        return jdbc.sql("""
                select exists (
                    select
                    from withdrawal.agreement a
                    join withdrawal.withdrawal w on w.tenant_id = a.tenant_id and w.state = 'handed_over'
                    where a.tenant_id = :tenant and a.bank <> :bank)
                """)
                .param("tenant", Tenants.current().id())
                .param("bank", bank)
                .query(Boolean.class)
                .single();
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedBankSecrets() {
            return new SealedColumn("withdrawal.agreement", "bank", "secret", SECRET);
        }
    }
}
