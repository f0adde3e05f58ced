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
     * @param onPhone whether it is one of the few in a phone's tab bar
     */
    record Item(String href, String label, String shortLabel, String icon, int order, boolean onPhone) {}
}
