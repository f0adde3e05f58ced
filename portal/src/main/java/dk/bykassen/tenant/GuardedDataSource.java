package dk.bykassen.tenant;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives a connection only to a transaction that has named its tenant. Anything else would meet row-level security without
 * a tenant; refusing here says so in words.
 */
final class GuardedDataSource extends DelegatingDataSource {

    GuardedDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!TenantTransactions.isBeginning()) {
            throw new NoTenant();
        }
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new IllegalStateException("the serving role is fixed");
    }
}
