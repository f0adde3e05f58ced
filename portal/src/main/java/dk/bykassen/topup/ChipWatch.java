package dk.bykassen.topup;

import dk.bykassen.card.ChipTurned;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Jobs;
import org.springframework.stereotype.Component;

/** A standing order waits while every chip is blocked and looks at once when one works again; its owner hears of it. */
@Component
class ChipWatch implements ChipTurned {

    private final AutoTopUpStore store;
    private final Jobs jobs;

    ChipWatch(AutoTopUpStore store, Jobs jobs) {
        this.store = store;
        this.jobs = jobs;
    }

    @Override
    public void turned(long account) {
        store.inForce(account)
                .filter(AutoTopUp::isActive)
                .ifPresent(order -> jobs.enqueue(AutoTopUpCharges.CALL, account + "/" + Uuid7.next()));
    }
}
