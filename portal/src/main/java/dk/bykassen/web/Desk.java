package dk.bykassen.web;

import java.util.List;

/**
 * The desk a page of the staff's belongs to: its frame is the desk's own.
 *
 * @param name of the member of staff; empty where nobody is signed in
 * @param roles message keys of what the member is here
 * @param menu what the member may open
 * @param findsPeople whether the header offers the search for people
 */
public record Desk(String name, List<String> roles, List<Menu.Item> menu, boolean findsPeople) {

    /** A page of the desk that nobody is signed in at, such as the one to sign in. */
    public static Desk vacant() {
        return new Desk("", List.of(), List.of(), false);
    }

    public boolean isVacant() {
        return name.isEmpty();
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Desk";
    }
}
