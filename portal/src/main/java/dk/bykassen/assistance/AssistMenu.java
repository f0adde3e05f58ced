package dk.bykassen.assistance;

import dk.bykassen.staff.DeskMenu;
import dk.bykassen.staff.Right;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class AssistMenu implements DeskMenu {

    @Override
    public List<Item> items() {
        return List.of(new Item(AssistController.PAGE, "assistance.menu", "eye", 30, Right.ASSIST));
    }
}
