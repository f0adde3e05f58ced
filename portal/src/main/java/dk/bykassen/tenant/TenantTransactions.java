package dk.bykassen.tenant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Begins every transaction by telling the database which tenant it serves, for as long as the transaction lives. */
final class TenantTransactions extends JdbcTransactionManager {

    private static final ThreadLocal<Boolean> BEGINNING = ThreadLocal.withInitial(() -> false);

    TenantTransactions(DataSource guarded) {
        super(guarded);
    }

    static boolean isBeginning() {
        return BEGINNING.get();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        Tenants.current();
        BEGINNING.set(true);
        try {
            super.doBegin(transaction, definition);
        } finally {
            BEGINNING.remove();
        }
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        try (PreparedStatement statement =
                connection.prepareStatement("select set_config('bykassen.tenant', ?, true)")) {
            statement.setString(1, Integer.toString(Tenants.current().id()));
            statement.execute();
        }
    }
}
