package dk.bykassen.privacy;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData.Point;
import dk.bykassen.web.Wording;
import java.time.LocalDate;
import java.util.List;

/** Points in the reader's words. */
public final class Points {

    private Points() {}

    /** Whether the books have a part in them. */
    public static boolean haveMoney(List<Point> points) {
        return points.stream()
                .anyMatch(point ->
                        point.text().startsWith("card.") || point.text().startsWith("payment."));
    }

    public static String of(Point point, Wording words) {
        Object[] written = point.arguments().stream()
                .map(argument -> switch (argument) {
                    case Money money -> words.money(money);
                    case LocalDate date -> words.date(date);
                    default -> argument;
                })
                .toArray();
        return words.t(point.text(), written);
    }
}
