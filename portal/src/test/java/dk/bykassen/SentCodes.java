package dk.bykassen;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the codes that wait to be delivered, as whoever they were sent to would. */
@Component
public class SentCodes {

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final TransactionTemplate transactions;

    SentCodes(JdbcClient jdbc, Keyring keyring, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.transactions = transactions;
    }

    /** The six digits of the newest code anybody of {@code town} was sent. */
    public String newest(Tenant town) {
        String sealed = Tenants.<String, RuntimeException>inTenant(
                town,
                () -> transactions.execute(
                        status -> jdbc.sql("""
                                select params ->> 'code' from message.message where template = 'code' order by id desc limit 1
                                """).query(String.class).single()));
        return keyring.decrypt("message-secret", Base64.getDecoder().decode(sealed));
    }
}
