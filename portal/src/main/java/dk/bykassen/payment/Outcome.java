package dk.bykassen.payment;

import java.util.Locale;

/** What a payment's page says. Each says in words whether money was taken. */
public enum Outcome {
    PAID("check", "o-ok"),
    /** A card was stored. */
    REGISTERED("check", "o-ok"),
    PENDING("spin", "o-wait"),
    HELD("clock", "o-wait"),
    /** The window never opened. */
    NOT_OPENED("alert", "o-calm"),
    CANCELLED("left", "o-calm"),
    DECLINED("cross", "o-no"),
    EXPIRED("clock", "o-calm");

    private final String icon;
    private final String style;

    Outcome(String icon, String style) {
        this.icon = icon;
        this.style = style;
    }

    static Outcome of(PaymentView payment) {
        return switch (payment.state()) {
            case PAID -> payment.kind() == PaymentKind.CARD_REGISTRATION ? REGISTERED : PAID;
            case CREATED, PENDING -> PENDING;
            case UNKNOWN -> payment.neverBegan() ? NOT_OPENED : PENDING;
            case HELD -> HELD;
            case CANCELLED -> payment.reason() == PaymentReason.NOT_OPENED ? NOT_OPENED : CANCELLED;
            case DECLINED -> DECLINED;
            case EXPIRED -> EXPIRED;
        };
    }

    /** The end of its message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String icon() {
        return icon;
    }

    public String style() {
        return style;
    }

    public boolean isPending() {
        return this == PENDING;
    }

    /** Whether the page is a receipt. */
    public boolean isDone() {
        return this == PAID || this == REGISTERED;
    }

    /** Whether trying again makes sense and is safe. */
    public boolean isRepeatable() {
        return this == NOT_OPENED || this == CANCELLED || this == DECLINED || this == EXPIRED;
    }
}
