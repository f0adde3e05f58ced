package dk.bykassen.withdrawal;

import dk.bykassen.tenant.JobKind;
import dk.bykassen.withdrawal.bank.IsoBank;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bank, and the job that follows withdrawals. */
@Configuration
class WithdrawalConfiguration {

    @Bean
    IsoBank isoBank(
            @Value("${bykassen.bank.connect-timeout:3s}") Duration connect,
            @Value("${bykassen.bank.timeout:10s}") Duration patience) {
        return new IsoBank(connect, patience);
    }

    @Bean
    JobKind withdrawal(HandOver handOver) {
        return new JobKind(HandOver.JOB, handOver::step);
    }
}
