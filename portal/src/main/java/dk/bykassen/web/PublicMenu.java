package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The menu of tenants without prepaid accounts. What has no page of its own yet leads to the part of the front page that says
 * what it will be.
 */
@Component
class PublicMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        FrontPage front = FrontPage.of(tenant);
        if (front != FrontPage.PERMITS && front != FrontPage.PARKING) {
            return List.of();
        }
        var items = new ArrayList<Item>();
        boolean permits = front == FrontPage.PERMITS;
        String home = permits ? "pages.menu.services" : "pages.menu.home";
        items.add(new Item("/", home, home, "home", 1, true));
        if (permits) {
            offered(tenant, items, "applications", "pages.menu.applications", "permit", true);
            offered(tenant, items, "agreements", "pages.menu.agreements", "key", true);
            offered(tenant, items, "invoices", "pages.menu.invoices", "doc", true);
            offered(tenant, items, "payment-agreements", "pages.menu.payment-agreements", "repeat", false);
        } else {
            offered(tenant, items, "camera-parking", "pages.menu.camera-parking", "car", true);
            offered(tenant, items, "space-rental", "pages.menu.space-rental", "key", false);
            offered(tenant, items, "permits", "pages.menu.permits", "permit", false);
            offered(tenant, items, "objections", "pages.menu.objections", "chat", true);
            items.add(new Item("/help", "pages.menu.guidance", "pages.menu.guidance", "help", 9, true));
        }
        return items;
    }

    private static void offered(
            Tenant tenant, List<Item> items, String service, String label, String icon, boolean onPhone) {
        if (tenant.offers(service)) {
            items.add(new Item("/#" + service, label, label, icon, items.size() + 1, onPhone));
        }
    }
}
