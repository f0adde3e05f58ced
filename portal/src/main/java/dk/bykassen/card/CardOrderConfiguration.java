package dk.bykassen.card;

import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that leads an order through production, and what of an order is sealed. */
@Configuration
class CardOrderConfiguration {

    @Bean
    JobKind cardOrderJob(CardProduction production) {
        return new JobKind(CardOrders.JOB, production::advance);
    }

    @Bean
    SealedColumn sealedCardLabels() {
        return new SealedColumn("card.card_order", "id", "label", CardOrderStore.LABEL);
    }
}
