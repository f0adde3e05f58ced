package dk.bykassen.staff;

import java.util.List;

/** A part of the desk's menu, declared as a bean by whoever has pages there. */
public interface DeskMenu {

    List<Item> items();

    /**
     * @param label message key
     * @param icon icon name
     * @param order where it stands among all items, small first
     * @param right who sees it; the page itself is kept by its own {@link Needs}
     */
    record Item(String href, String label, String icon, int order, Right right) {}
}
