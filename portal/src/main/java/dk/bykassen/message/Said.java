package dk.bykassen.message;

import dk.bykassen.kernel.Money;
import dk.bykassen.message.Letter.Fact;
import dk.bykassen.message.Letter.Part;
import dk.bykassen.web.Wording;
import java.util.List;

/** The words of one template in one language. */
record Said(String prefix, Wording words) {

    Letter letter(List<String> arguments, Part... parts) {
        Object[] filled = arguments.toArray();
        return new Letter(own("subject", filled), own("heading", filled), own("lead", filled), List.of(parts));
    }

    /** The words of one of several cases. */
    Said in(String which) {
        return new Said(prefix + which + ".", words);
    }

    String own(String key, Object... arguments) {
        return words.t(prefix + key, arguments);
    }

    String common(String key) {
        return words.t("message.letter." + key);
    }

    Fact fact(String key, String value) {
        return new Fact(common(key), value, false);
    }

    String money(Money money) {
        return words.money(money);
    }
}
