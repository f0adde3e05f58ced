package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A module's part of the navigation, declared as a bean. */
public interface Menu {

    /** What this module offers {@code viewer} (empty for a stranger) at {@code tenant}, in order. */
    List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String chosenAccount);

    /**
     * @param label message key
     * @param shortLabel message key for the tab bar of a phone
     * @param icon icon name
     * @param order where it stands among all modules' items, small first
     * @param place how near at hand it is
     * @param ownEyes whether it leads where a member of staff who looks along may not follow
     */
    record Item(String href, String label, String shortLabel, String icon, int order, Place place, boolean ownEyes) {

        /** @param onPhone whether it is one of the few in a phone's tab bar */
        public Item(String href, String label, String shortLabel, String icon, int order, boolean onPhone) {
            this(href, label, shortLabel, icon, order, onPhone ? Place.TABS : Place.BAR, false);
        }

        /** The same among all pages below only, for what is reached another way first. */
        public Item below() {
            return new Item(href, label, shortLabel, icon, order, Place.BELOW, ownEyes);
        }

        public Item forOwnEyes() {
            return new Item(href, label, shortLabel, icon, order, place, true);
        }

        public boolean isInBar() {
            return place != Place.BELOW;
        }

        public boolean onPhone() {
            return place == Place.TABS;
        }
    }

    /** How near at hand an item is. All of them stand among all pages at the end of each. */
    enum Place {
        /** In the bar below the logo and in the tab bar of a phone. */
        TABS,
        /** In the bar below the logo. */
        BAR,
        /** Among all pages only. */
        BELOW
    }
}
