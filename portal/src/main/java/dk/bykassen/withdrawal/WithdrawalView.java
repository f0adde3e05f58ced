package dk.bykassen.withdrawal;

import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A withdrawal as its page shows it. Where the money goes is shown to the one who asked alone. */
public final class WithdrawalView {

    private final Withdrawal withdrawal;
    private final MyAccount account;
    private final boolean isAskers;
    private final boolean decides;

    WithdrawalView(Withdrawal withdrawal, MyAccount account, boolean isAskers, boolean decides) {
        this.withdrawal = withdrawal;
        this.account = account;
        this.isAskers = isAskers;
        this.decides = decides;
    }

    public UUID id() {
        return withdrawal.publicId();
    }

    public String reference() {
        return withdrawal.reference();
    }

    public WithdrawalState state() {
        return withdrawal.state();
    }

    public Money amount() {
        return withdrawal.amount();
    }

    public @Nullable Rejection reason() {
        return withdrawal.reason();
    }

    /** Whose money it is. */
    public String holder() {
        return account.name();
    }

    public String firstName() {
        return account.firstName();
    }

    public boolean mayUndo() {
        return decides && withdrawal.state() == WithdrawalState.RESERVED;
    }

    /** Whether the reader sees where it goes. */
    public boolean isAskers() {
        return isAskers;
    }

    public String destination() {
        return withdrawal.destination();
    }

    public Optional<String> payee() {
        return isAskers ? Optional.ofNullable(withdrawal.payee()).map(Payee::name) : Optional.empty();
    }

    public Optional<String> text() {
        return isAskers
                ? Optional.ofNullable(withdrawal.payee()).map(Payee::text).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    public Instant requestedAt() {
        return withdrawal.requestedAt();
    }

    /** Until then it can be undone. */
    public Instant handOverAt() {
        return withdrawal.handOverAt();
    }

    public @Nullable Instant handedOverAt() {
        return withdrawal.handedOverAt();
    }

    public @Nullable Instant decidedAt() {
        return withdrawal.decidedAt();
    }

    public String icon() {
        return switch (withdrawal.state()) {
            case RESERVED, HANDED_OVER -> "clock";
            case CONFIRMED -> "check";
            case REJECTED -> "cross";
            case CANCELLED -> "left";
        };
    }

    public String style() {
        return switch (withdrawal.state()) {
            case RESERVED, HANDED_OVER -> "o-wait";
            case CONFIRMED -> "o-ok";
            case REJECTED -> "o-no";
            case CANCELLED -> "o-calm";
        };
    }
}
