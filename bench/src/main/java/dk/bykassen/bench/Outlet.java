package dk.bykassen.bench;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.Bykassen;
import dk.bykassen.StartUp;
import dk.bykassen.device.DeviceApi;
import dk.bykassen.device.DoorPort;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.till.PlainApi;
import dk.bykassen.till.PlainCounter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The portal as a process of its own, as in production, with the lean door open. It says at which port, does what it is told
 * on standard input, and ends when that ends.
 */
public final class Outlet {

    static final String ADDRESS = "BYKASSEN_BENCH_ADDRESS";
    static final String SECRETS = "BYKASSEN_BENCH_SECRETS";
    static final String PLAIN = "plain";
    static final String OPEN = "open at ";
    static final String SETTLE = "settle";
    static final String SETTLED = "settled";

    private Outlet() {}

    public static void main(String... arguments) {
        StartUp.orExplain(() -> {
            serve(List.of(arguments).contains(PLAIN));
            System.exit(0);
        });
    }

    private static void serve(boolean plain) throws Exception {
        String address = System.getenv(ADDRESS);
        var application = new SpringApplication(Bykassen.class);
        Map<String, Object> properties = new HashMap<>(House.properties(address, System.getenv(SECRETS)));
        properties.put("bykassen.device-port", "0");
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", properties));
            if (plain && context instanceof GenericApplicationContext beans) {
                beans.registerBean(PlainCounter.class, () -> plainCounter(context, address));
                beans.registerBean("plainApi", DeviceApi.class, () -> PlainApi.of(context));
            }
        });
        application.setLogStartupInfo(false);
        try (ConfigurableApplicationContext portal = application.run("--logging.level.root=warn")) {
            portal.getBean(JobRunner.class).pause();
            System.out.println(OPEN + DoorPort.of(portal));
            obey(portal);
        }
    }

    private static PlainCounter plainCounter(ConfigurableApplicationContext portal, String address) {
        URI uri = URI.create(address);
        String[] user = uri.getRawUserInfo().split(":", 2);
        return PlainCounter.open(
                portal,
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
                user[0],
                java.net.URLDecoder.decode(user[1], StandardCharsets.UTF_8));
    }

    private static void obey(ConfigurableApplicationContext portal) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.equals(SETTLE)) {
                List<HikariDataSource> pools = new ArrayList<>(
                        portal.getBeansOfType(HikariDataSource.class).values());
                portal.getBeansOfType(PlainCounter.class).values().forEach(counter -> pools.add(counter.pool()));
                Connections.askAll(pools);
                System.out.println(SETTLED);
            }
        }
    }
}
