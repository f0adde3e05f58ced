package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;

/** What a tenant's front page is about: the first of these that it offers. */
public enum FrontPage {
    CANTEEN,
    TOWN_CARD,
    PERMITS,
    PARKING,
    /** None of the above: name and contact. */
    PLAIN;

    static FrontPage of(Tenant tenant) {
        if (tenant.offers("canteen")) {
            return CANTEEN;
        }
        if (tenant.offers("town-card")) {
            return TOWN_CARD;
        }
        if (tenant.offers("applications") || tenant.offers("agreements")) {
            return PERMITS;
        }
        return tenant.offers("camera-parking") ? PARKING : PLAIN;
    }

    /** Whether people keep money on an account here. */
    public boolean hasAccounts() {
        return this == CANTEEN || this == TOWN_CARD;
    }
}
