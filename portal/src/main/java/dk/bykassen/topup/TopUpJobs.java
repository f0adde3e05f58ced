package dk.bykassen.topup;

import dk.bykassen.tenant.JobKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The module's background work. */
@Configuration
class TopUpJobs {

    @Bean
    static JobKind autoTopUpCall(ObjectProvider<AutoTopUpCharges> charges) {
        return new JobKind(AutoTopUpCharges.CALL, id -> charges.getObject().answerCall(id));
    }

    @Bean
    static JobKind autoTopUpFirstDeposit(ObjectProvider<AutoTopUpCharges> charges) {
        return new JobKind(AutoTopUps.FIRST_DEPOSIT, id -> charges.getObject().depositFirst(id));
    }
}
