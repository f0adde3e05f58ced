package dk.bykassen.statement;

import dk.bykassen.tenant.JobKind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The module's background work. */
@Configuration
class StatementJobs {

    @Bean
    static JobKind lowBalanceCall(ObjectProvider<LowBalanceCalls> calls) {
        return new JobKind(LowBalanceCalls.CALL, id -> calls.getObject().answer(id));
    }
}
