package dk.bykassen.card;

import dk.bykassen.web.Phrase;
import java.util.List;
import org.springframework.stereotype.Component;

/** The newest lines of the statements. */
@Component
class NewestMovements implements RecentActivity {

    private final Statements statements;

    NewestMovements(Statements statements) {
        this.statements = statements;
    }

    @Override
    public List<Line> of(List<MyAccount> accounts, int most) {
        return statements.recent(accounts, most).stream()
                .map(NewestMovements::line)
                .toList();
    }

    private static Line line(Statements.Recent recent) {
        TillReceipts.Receipt bought = recent.amount().minor() < 0 ? recent.bought() : null;
        return new Line(
                recent.account(),
                recent.at(),
                Phrase.of(recent.what()),
                bought == null ? null : bought.unit(),
                bought == null
                        ? List.of()
                        : bought.lines().stream()
                                .map(item -> new Item(item.text(), item.quantity()))
                                .toList(),
                recent.amount());
    }
}
