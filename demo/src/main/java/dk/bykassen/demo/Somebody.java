package dk.bykassen.demo;

import dk.bykassen.identity.NewPerson;
import dk.bykassen.kernel.PersonNumber;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person of the demo. All are invented: Danish test numbers have 60 added to the day, Norwegian ones 80 to the month.
 *
 * @param number as people write it; null for who has none that the town knows
 * @param signIn how to sign in, on the front door; null for a child, who does not
 * @param tryThis what the person is good for, on the front door
 * @param isKnown whether the town knows the person before the first sign-in
 */
public record Somebody(
        Town town,
        String firstName,
        String lastName,
        @Nullable String number,
        @Nullable String mobile,
        @Nullable String signIn,
        String tryThis,
        boolean isKnown) {

    static final Somebody KAREN = new Somebody(
            Town.FJORDBY,
            "Karen",
            "Holm",
            "740583-1012",
            "+4520100001",
            "MitID",
            "A parent with a chip and 200 kr. of her own, a stored card, and her son Emil's account.",
            true);
    static final Somebody EMIL = new Somebody(
            Town.FJORDBY,
            "Emil",
            "Holm",
            "630914-4012",
            null,
            null,
            "A pupil with 135.50 kr. after today's lunch; his mother looks after the account.",
            true);
    static final Somebody JENS = new Somebody(
            Town.FJORDBY,
            "Jens",
            "Holm",
            "620281-1015",
            "+4520100002",
            "MitID",
            "The other parent: signs in and manages nothing yet.",
            true);
    static final Somebody ANNA = new Somebody(
            Town.KLOSTERBY,
            "Anna",
            "Lund",
            "711185-1011",
            "+4520100003",
            "MitID, then the CPR number once",
            "A parent without a card, who manages her daughter Vilde's.",
            true);
    static final Somebody VILDE = new Somebody(
            Town.KLOSTERBY,
            "Vilde",
            "Lund",
            "690312-4018",
            null,
            null,
            "A pupil with an empty card for schools and clubs.",
            true);
    static final Somebody MAJA = new Somebody(
            Town.BYPARK,
            "Maja",
            "Friis",
            null,
            "+4520100004",
            "MitID",
            "Becomes known at her first sign-in. Her two cars come with camera parking.",
            false);
    static final Somebody OLA = new Somebody(
            Town.NIDBY,
            "Ola",
            "Nes",
            "14837930198",
            "+4740600001",
            "ID-porten",
            "Signs in. His agreements and invoices come with the invoices.",
            true);
    static final Somebody KARI = new Somebody(
            Town.NIDBY,
            "Kari",
            "Nes",
            "22918430273",
            "+4740600002",
            "ID-porten",
            "Signs in. Her payment agreement comes with the invoices.",
            true);

    static final List<Somebody> ALL = List.of(KAREN, EMIL, JENS, ANNA, VILDE, MAJA, OLA, KARI);

    static List<Somebody> in(Town town) {
        return ALL.stream().filter(person -> person.town.equals(town)).toList();
    }

    public String name() {
        return firstName + " " + lastName;
    }

    String email() {
        return (firstName + "." + lastName + "@example.com").toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalStateException for somebody without a number */
    PersonNumber personNumber() {
        String digits = number == null ? "" : number;
        return (town.equals(Town.NIDBY) ? PersonNumber.norwegian(digits) : PersonNumber.danish(digits))
                .orElseThrow(() -> new IllegalStateException(name() + " has no person number"));
    }

    NewPerson asNewPerson() {
        return NewPerson.named(firstName, lastName, Locale.of(town.languages().getFirst()))
                .withNumber(personNumber())
                .withContact(signIn == null ? null : email(), mobile);
    }
}
