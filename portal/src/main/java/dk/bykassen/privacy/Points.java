package dk.bykassen.privacy;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData.Point;
import dk.bykassen.web.Wording;
import java.time.LocalDate;

/** Points in the reader's words. */
public final class Points {

    private Points() {}

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
