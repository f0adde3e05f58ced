package dk.bykassen.tenant;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the database answers the serving role. */
@Component
class DatabaseHealth extends AbstractHealthIndicator {

    private final JdbcClient platform;

    DatabaseHealth(@Qualifier("platformDataSource") DataSource platform) {
        super("the database does not answer");
        this.platform = JdbcClient.create(platform);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        platform.sql("select count(*) from platform.tenant").query(Long.class).single();
        health.up();
    }
}
