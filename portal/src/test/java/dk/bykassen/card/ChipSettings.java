package dk.bykassen.card;

import dk.bykassen.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/** What a town with chips decided about its prepaid accounts, wherever a story is not about just that. */
public final class ChipSettings {

    private ChipSettings() {}

    public static CardSettings of(Tenant town) {
        return of(town, 1_500_00, null);
    }

    /** Deposits may lift a balance up to {@code maxBalance} øre. */
    public static CardSettings withMaxBalance(Tenant town, long maxBalance) {
        return of(town, maxBalance, null);
    }

    /** Numbers are printed with {@code prefix} before them. */
    public static CardSettings withPrefix(Tenant town, String prefix) {
        return of(town, 1_500_00, prefix);
    }

    private static CardSettings of(Tenant town, long maxBalance, @Nullable String printedPrefix) {
        return new CardSettings(
                town.money(20_00),
                town.money(1_000_00),
                town.money(0),
                town.money(maxBalance),
                town.money(50_00),
                town.money(50_00),
                town.money(500_00),
                3,
                "By Kommune",
                "12345678",
                null,
                "chip",
                printedPrefix);
    }
}
