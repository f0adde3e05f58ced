package dk.bykassen.device;

import dk.bykassen.web.HostRule;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The lean door, where the installation names a port for it. */
@Configuration
class Doors {

    /** @param loops 0 for one to four processors: most of a purchase is the database's work */
    @Bean
    @ConditionalOnProperty("bykassen.device-port")
    static DoorSettings doorSettings(
            @Value("${server.address}") String address,
            @Value("${bykassen.device-port}") int port,
            @Value("${bykassen.device.loops:0}") int loops,
            @Value("${bykassen.device.connections:4096}") int connections,
            @Value("${bykassen.device.places:256}") int places,
            @Value("${bykassen.device.patience:20s}") Duration patience,
            @Value("${bykassen.device.keep-alive:5m}") Duration keepAlive,
            @Value("${bykassen.device.farewell:20s}") Duration farewell) {
        int threads = loops > 0 ? loops : Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
        return new DoorSettings(address, port, threads, connections, places, patience, keepAlive, farewell);
    }

    /** @param bundle the one of the portal's own port, unless the devices' port has another */
    @Bean
    @ConditionalOnProperty("bykassen.device-port")
    static LeanDoor leanDoor(
            DoorSettings settings,
            List<DeviceApi> apis,
            Answers answers,
            HostRule hosts,
            MeterRegistry meters,
            SslBundles bundles,
            @Value("${bykassen.device.ssl-bundle:${server.ssl.bundle:}}") String bundle) {
        var reception = new Reception(apis, answers, hosts, meters, settings.places());
        return new LeanDoor(settings, reception, new Encryption(bundle, bundles), meters);
    }
}
