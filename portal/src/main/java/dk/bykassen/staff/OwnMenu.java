package dk.bykassen.staff;

import java.util.List;
import org.springframework.stereotype.Component;

/** The desk's own pages. */
@Component
class OwnMenu implements DeskMenu {

    @Override
    public List<Item> items() {
        return List.of(
                new Item("/staff/people", "staff.menu.people", "search", 10, Right.SEE_PEOPLE),
                new Item("/staff/imports", "staff.menu.imports", "inbox", 60, Right.IMPORT_PEOPLE),
                new Item("/staff/audit", "audit.search", "list", 70, Right.SEE_AUDIT),
                new Item("/staff/users", "staff.menu.users", "users", 80, Right.MANAGE_USERS));
    }
}
