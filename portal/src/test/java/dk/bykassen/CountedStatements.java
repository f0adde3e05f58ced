package dk.bykassen;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Keeps the SQL that is sent for a tenant, so that a test can count it. The statement with which every transaction names its
 * tenant is kept as well: a page that needs many transactions has many of them.
 */
public final class CountedStatements implements BeanPostProcessor {

    private static final Map<Integer, List<String>> SENT = new ConcurrentHashMap<>();

    CountedStatements() {}

    /** What was sent for {@code tenant} while {@code work} ran, by whichever thread. */
    public static List<String> during(Tenant tenant, Runnable work) {
        List<String> sent = new ArrayList<>();
        SENT.put(tenant.id(), sent);
        try {
            work.run();
        } finally {
            SENT.remove(tenant.id());
        }
        synchronized (sent) {
            return List.copyOf(sent);
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return name.equals("guardedDataSource") ? new Counting((DataSource) bean) : bean;
    }

    private static void note(String sql) {
        List<String> sent = SENT.get(Tenants.current().id());
        if (sent != null) {
            synchronized (sent) {
                sent.add(sql.strip());
            }
        }
    }

    private static final class Counting extends DelegatingDataSource {

        Counting(DataSource real) {
            super(real);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            note((String) arguments[0]);
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
