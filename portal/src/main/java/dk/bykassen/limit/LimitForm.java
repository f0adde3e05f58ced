package dk.bykassen.limit;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.TypedAmount;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import dk.bykassen.web.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the limits' page asks: amounts, and ticks for what is allowed or refused. */
public final class LimitForm {

    /** More than anybody's lunch: a slip of the finger. In major units. */
    private static final long HIGHEST = 100_000;

    private static final String VERSION = "version";

    private final Form form;
    private final Wording words;

    LimitForm(Form form, Wording words) {
        this.form = form;
        this.words = words;
    }

    public static String amountField(LimitSlot slot, Period period) {
        return "limit-" + slot.slot() + "-" + period.code();
    }

    public static String placeField(String place) {
        return "place-" + place;
    }

    public static String groupField(String group) {
        return "group-" + group;
    }

    public static String allergenField(Allergen allergen) {
        return "allergen-" + allergen.code();
    }

    /** The page as it stands, to be changed. */
    static Form filled(AccountLimits limits, Wording words) {
        return Form.filled(values(limits, words));
    }

    private static Map<String, String> values(AccountLimits limits, Wording words) {
        var values = new HashMap<String, String>();
        values.put(VERSION, Integer.toString(limits.rule().version()));
        for (LimitSlot slot : limits.slots()) {
            for (Period period : Period.values()) {
                Long limit = limits.limit(slot, period);
                if (limit != null) {
                    values.put(amountField(slot, period), plain(limit, words));
                }
            }
        }
        tick(values, limits.places().keySet(), limits.rule().placesOff(), LimitForm::placeField);
        tick(values, limits.groups(), limits.rule().groupsOff(), LimitForm::groupField);
        for (Allergen allergen : Allergen.values()) {
            if (limits.rule().allergens().contains(allergen.code())) {
                values.put(allergenField(allergen), "yes");
            }
        }
        return values;
    }

    /** As one would type it: no thousands' marks, no empty decimals. */
    private static String plain(long minor, Wording words) {
        Money money = Tenants.current().money(minor);
        long unit = money.unitsPerMajor();
        String mark = words.language().getLanguage().equals("en") ? "." : ",";
        return minor % unit == 0 ? Long.toString(minor / unit) : minor / unit + mark + "%02d".formatted(minor % unit);
    }

    private static void tick(
            Map<String, String> values, Collection<String> all, Set<String> off, Function<String, String> field) {
        all.stream().filter(one -> !off.contains(one)).forEach(one -> values.put(field.apply(one), "yes"));
    }

    Form form() {
        return form;
    }

    /** The typed rule. What the page does not ask about, such as a place that is closed for good, stays as it was. */
    Rule rule(AccountLimits limits) {
        var amounts = new ArrayList<@Nullable Long>(limits.rule().limits());
        for (LimitSlot slot : limits.slots()) {
            for (Period period : Period.values()) {
                amounts.set(period.place(slot.slot()), amount(amountField(slot, period)));
            }
        }
        var allergens = new TreeSet<>(limits.rule().allergens());
        for (Allergen allergen : Allergen.values()) {
            if (form.isTicked(allergenField(allergen))) {
                allergens.add(allergen.code());
            } else {
                allergens.remove(allergen.code());
            }
        }
        return new Rule(
                amounts,
                off(limits.rule().placesOff(), limits.places().keySet(), LimitForm::placeField),
                off(limits.rule().groupsOff(), limits.groups(), LimitForm::groupField),
                allergens,
                version());
    }

    /** Says beside each field that differs what somebody else chose meanwhile. */
    void showOther(AccountLimits now) {
        Map<String, String> other = values(now, words);
        for (LimitSlot slot : now.slots()) {
            for (Period period : Period.values()) {
                String field = amountField(slot, period);
                String theirs = other.getOrDefault(field, "");
                if (!same(form.value(field), theirs)) {
                    form.reject(
                            field,
                            theirs.isEmpty() ? "limit.fault.now-none" : "limit.fault.now-amount",
                            theirs + "\u00a0" + words.unit(Tenants.current().money(0)));
                }
            }
        }
        List<String> ticks = new ArrayList<>();
        now.places().keySet().forEach(place -> ticks.add(placeField(place)));
        now.groups().forEach(group -> ticks.add(groupField(group)));
        for (Allergen allergen : Allergen.values()) {
            ticks.add(allergenField(allergen));
        }
        ticks.stream()
                .filter(field -> form.isTicked(field) != other.containsKey(field))
                .forEach(field -> form.reject(
                        field, other.containsKey(field) ? "limit.fault.now-ticked" : "limit.fault.now-unticked"));
    }

    private static boolean same(String typed, String figure) {
        var currency = Tenants.current().currency();
        return typed.equals(figure)
                || TypedAmount.read(typed, currency) instanceof TypedAmount.Readable mine
                        && TypedAmount.read(figure, currency) instanceof TypedAmount.Readable theirs
                        && mine.equals(theirs);
    }

    private Set<String> off(Set<String> before, Collection<String> asked, Function<String, String> field) {
        var off = new TreeSet<>(before);
        for (String one : asked) {
            if (form.isTicked(field.apply(one))) {
                off.remove(one);
            } else {
                off.add(one);
            }
        }
        return off;
    }

    /** An empty field is no limit; zero is one: nothing at all. */
    private @Nullable Long amount(String field) {
        Money highest = Tenants.current().money(0);
        long most = HIGHEST * highest.unitsPerMajor();
        return switch (TypedAmount.read(form.value(field), Tenants.current().currency())) {
            case TypedAmount.Readable(Money money) when money.minor() < 0 -> refuse(field, "limit.fault.negative");
            case TypedAmount.Readable(Money money) when money.minor() > most -> refuseHigh(field, most);
            case TypedAmount.Readable(Money money) -> money.minor();
            case TypedAmount.Missing missing -> null;
            case TypedAmount.NotANumber wrong -> refuse(field, "limit.fault.number");
            case TypedAmount.TooFine fine -> refuse(field, "limit.fault.fine");
            case TypedAmount.TooLarge large -> refuseHigh(field, most);
        };
    }

    private @Nullable Long refuse(String field, String message) {
        form.reject(field, message);
        return null;
    }

    private @Nullable Long refuseHigh(String field, long most) {
        form.reject(
                field, "limit.fault.high", words.wholeMoney(Tenants.current().money(most)));
        return null;
    }

    /** A form without a version, or with a made-up one, is taken for one of the page's first showing. */
    private int version() {
        String typed = form.value(VERSION);
        return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : 0;
    }
}
