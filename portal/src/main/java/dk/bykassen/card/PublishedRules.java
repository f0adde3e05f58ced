package dk.bykassen.card;

import dk.bykassen.web.PrepaidFacts;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The part of a tenant's rules that its public pages tell everybody. */
@Component
class PublishedRules implements PrepaidFacts {

    private final CardSettingsStore store;

    PublishedRules(CardSettingsStore store) {
        this.store = store;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Facts> find() {
        return store.find()
                .map(rules -> new Facts(
                        rules.topUpFee(),
                        rules.maxBalance(),
                        rules.autoThreshold(),
                        rules.autoDayCap(),
                        rules.issuerName(),
                        rules.issuerNumber(),
                        rules.licenceNumber()));
    }
}
