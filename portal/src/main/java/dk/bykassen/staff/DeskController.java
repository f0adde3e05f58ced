package dk.bykassen.staff;

import dk.bykassen.web.Page;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The desk's front: what this member may do here. */
@Controller
class DeskController {

    private final Desks desks;

    DeskController(Desks desks) {
        this.desks = desks;
    }

    @GetMapping("/staff")
    @Needs(Right.SEE_DESK)
    Page home(StaffMember member) {
        List<DeskMenu.Item> tasks = desks.menu(member).stream()
                .filter(item -> item.right() != Right.SEE_DESK)
                .toList();
        return Page.of("staff/home")
                .with("roles", List.copyOf(member.roles()))
                .with("tasks", tasks)
                .with("awaited", desks.awaited(member));
    }
}
