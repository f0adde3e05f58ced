package dk.bykassen.decline;

import dk.bykassen.tenant.JobKind;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The module's background work. */
@Configuration
class DeclineJobs {

    @Bean
    static JobKind declinedPurchase(ObjectProvider<DeclinedCalls> calls) {
        return new JobKind(DeclinedCalls.CALL, id -> calls.getObject().answer(UUID.fromString(id)));
    }
}
