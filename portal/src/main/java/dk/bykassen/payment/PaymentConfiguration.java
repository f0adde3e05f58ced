package dk.bykassen.payment;

import dk.bykassen.payment.gateway.BoundedGateway;
import dk.bykassen.payment.gateway.Gateway;
import dk.bykassen.payment.gateway.nexi.NexiCheckout;
import dk.bykassen.tenant.JobKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** The gateway, and the jobs that follow payments. */
@Configuration
class PaymentConfiguration {

    @Bean
    NexiCheckout nexiCheckout(
            JsonMapper json,
            @Value("${bykassen.gateway.connect-timeout:3s}") Duration connect,
            @Value("${bykassen.gateway.timeout:10s}") Duration patience) {
        return new NexiCheckout(json, connect, patience);
    }

    @Bean
    @Primary
    Gateway boundedGateway(
            NexiCheckout nexi, @Value("${bykassen.gateway.calls:32}") int atOnce, MeterRegistry metrics) {
        return new BoundedGateway(nexi, atOnce, Duration.ofSeconds(2), metrics);
    }

    @Bean
    JobKind paymentCheck(Janitor janitor) {
        return new JobKind(Janitor.CHECK, janitor::look);
    }

    @Bean
    JobKind paymentHook(Hooks hooks) {
        return new JobKind(Hooks.JOB, hooks::act);
    }
}
