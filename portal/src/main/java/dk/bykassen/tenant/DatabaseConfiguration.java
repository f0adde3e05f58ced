package dk.bykassen.tenant;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.StartUpFailure;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The doors to the database. {@code platformDataSource} and {@code tillDataSource} are bare pools for the few who know what
 * they do (tenant directory, job scheduler, purchase waves); everybody else gets the guarded one.
 */
@Configuration
@EnableTransactionManagement
class DatabaseConfiguration {

    @Bean
    DatabaseOwner databaseOwner(
            @Value("${bykassen.database.url:}") String url,
            Keyring keyring,
            @Value("${bykassen.production:false}") boolean production,
            List<SealedColumn> sealed,
            List<KeyedLookUp> lookUps) {
        if (url.isBlank()) {
            throw new StartUpFailure(
                    "BYKASSEN_DATABASE_URL is not set: Bykassen needs a PostgreSQL 15 or later to serve from.");
        }
        var owner = new DatabaseOwner(DatabaseAddress.parse(url), keyring, production, sealed, lookUps);
        owner.prepare();
        return owner;
    }

    @Bean
    HikariDataSource platformDataSource(
            DatabaseOwner owner, @Value("${bykassen.database.connections:16}") int connections) {
        return pool(owner, DatabaseRole.APP, connections);
    }

    /** A connection for each writer of waves. @param writers 0 for as many as the machine is thought to be good for */
    @Bean
    HikariDataSource tillDataSource(DatabaseOwner owner, @Value("${bykassen.till.writers:0}") int writers) {
        int processors = Runtime.getRuntime().availableProcessors();
        return pool(owner, DatabaseRole.TILL, writers > 0 ? writers : Math.max(8, 2 * processors));
    }

    @Bean
    @Primary
    DataSource guardedDataSource(@Qualifier("platformDataSource") DataSource pool) {
        return new GuardedDataSource(pool);
    }

    @Bean
    PlatformTransactionManager transactionManager(@Qualifier("guardedDataSource") DataSource guarded) {
        return new TenantTransactions(guarded);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean
    JdbcClient jdbcClient(@Qualifier("guardedDataSource") DataSource guarded) {
        return JdbcClient.create(guarded);
    }

    private static HikariDataSource pool(DatabaseOwner owner, DatabaseRole role, int connections) {
        var config = new HikariConfig();
        config.setPoolName(role.roleName());
        config.setJdbcUrl(owner.address().jdbcUrl());
        config.setUsername(role.roleName());
        config.setPassword(owner.passwordOf(role));
        config.addDataSourceProperty("ApplicationName", role.roleName());
        // The server's error details quote rows; what they hold of people must not reach a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // A network that swallows packets must not hold a thread for ever; longer than any statement may take.
        config.addDataSourceProperty("socketTimeout", role.socketTimeoutSeconds());
        // Sessions speak UTC whatever the machine's zone; a value is read back as the instant it was.
        config.setConnectionInitSql("set time zone 'UTC'");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(10_000);
        return new HikariDataSource(config);
    }
}
