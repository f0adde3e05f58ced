package dk.bykassen.topup;

import dk.bykassen.card.AccountFacts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says of an account that it fills itself, and when. */
@Component
class AutoTopUpFacts implements AccountFacts {

    private static final int ORDER = 20;

    private final AutoTopUpStore store;

    AutoTopUpFacts(AutoTopUpStore store) {
        this.store = store;
    }

    @Override
    public Map<UUID, List<Fact>> of(SignedIn viewer, List<MyAccount> accounts) {
        Map<Long, AutoTopUp> active = store
                .active(accounts.stream().map(MyAccount::id).toList())
                .stream()
                .collect(Collectors.toMap(AutoTopUp::accountId, Function.identity()));
        Map<UUID, List<Fact>> facts = new HashMap<>();
        for (MyAccount account : accounts) {
            AutoTopUp order = active.get(account.id());
            if (order != null && !account.closed()) {
                facts.put(account.publicId(), List.of(fact(order)));
            }
        }
        return facts;
    }

    private static Fact fact(AutoTopUp order) {
        return new Fact(
                "repeat",
                Phrase.of("topup.fact", new Phrase.Whole(order.amount()), new Phrase.Whole(order.threshold())),
                ORDER);
    }
}
