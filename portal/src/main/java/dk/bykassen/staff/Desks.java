package dk.bykassen.staff;

import dk.bykassen.web.Desk;
import dk.bykassen.web.DeskViewer;
import dk.bykassen.web.Menu;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells every page of the desk who sits there and what they may open. */
@Component
class Desks implements DeskViewer {

    private static final DeskMenu.Item HOME = new DeskMenu.Item("/staff", "staff.menu.home", "home", 0, Right.SEE_DESK);

    private final DeskSessions sessions;
    private final List<DeskMenu> menus;

    Desks(DeskSessions sessions, List<DeskMenu> menus) {
        this.sessions = sessions;
        this.menus = menus;
    }

    @Override
    public Optional<Desk> of(HttpServletRequest request) {
        return DeskRealm.isDesk(request)
                ? Optional.of(sessions.of(request).map(this::desk).orElseGet(Desk::vacant))
                : Optional.empty();
    }

    /** What {@code member} may open, in order. */
    List<DeskMenu.Item> menu(StaffMember member) {
        return Stream.concat(Stream.of(HOME), menus.stream().flatMap(menu -> menu.items().stream()))
                .filter(item -> member.may(item.right()))
                .sorted(Comparator.comparingInt(DeskMenu.Item::order))
                .toList();
    }

    /** Rights of {@code member} that no page serves yet. */
    List<Right> awaited(StaffMember member) {
        Set<Right> served = menus.stream()
                .flatMap(menu -> menu.items().stream())
                .map(DeskMenu.Item::right)
                .collect(Collectors.toSet());
        return Rights.of(member.roles()).stream()
                .filter(right -> right != Right.SEE_DESK && right != Right.CHANGE_PEOPLE && !served.contains(right))
                .toList();
    }

    private Desk desk(StaffMember member) {
        return new Desk(
                member.name(),
                member.roles().stream().map(Role::words).toList(),
                menu(member).stream()
                        .map(item ->
                                new Menu.Item(item.href(), item.label(), item.label(), item.icon(), item.order(), true))
                        .toList(),
                member.may(Right.SEE_PEOPLE));
    }
}
