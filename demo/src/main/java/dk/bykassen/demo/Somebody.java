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
 * @param password where the town lets people sign in with one; the name is their e-mail or their mobile number
 * @param tryThis what the person is good for, on the front door
 */
public record Somebody(
        Town town,
        String firstName,
        String lastName,
        @Nullable String number,
        @Nullable String mobile,
        @Nullable String signIn,
        @Nullable String password,
        String tryThis) {

    static final Somebody KAREN = new Somebody(
            Town.FJORDBY,
            "Karen",
            "Holm",
            "740583-1012",
            "+4520100001",
            "MitID",
            null,
            "A parent with a chip and 200 kr. of her own, a stored card, and her son Emil's account.");
    static final Somebody EMIL = new Somebody(
            Town.FJORDBY,
            "Emil",
            "Holm",
            "630914-4012",
            null,
            null,
            null,
            "A pupil with 135.50 kr. after today's lunch; his mother looks after the account.");
    static final Somebody JENS = new Somebody(
            Town.FJORDBY,
            "Jens",
            "Holm",
            "620281-1015",
            "+4520100002",
            "MitID",
            null,
            "The other parent: signs in and manages nothing yet.");
    static final Somebody ANNA = new Somebody(
            Town.KLOSTERBY,
            "Anna",
            "Lund",
            "711185-1011",
            "+4520100003",
            "MitID, then the CPR number once",
            null,
            "A parent without a card, who manages her daughter Vilde's.");
    static final Somebody VILDE = new Somebody(
            Town.KLOSTERBY,
            "Vilde",
            "Lund",
            "690312-4018",
            null,
            null,
            null,
            "A pupil with an empty card for schools and clubs.");
    static final Somebody MAJA = new Somebody(
            Town.BYPARK,
            "Maja",
            "Friis",
            null,
            "+4520100004",
            "e-mail or mobile and password, or MitID",
            "Gul#Bil47",
            "Signs in both ways and is the same person. Her two cars come with camera parking.");
    static final Somebody OLA = new Somebody(
            Town.NIDBY,
            "Ola",
            "Nes",
            "14837930198",
            "+4740600001",
            "e-mail or mobile and password, or ID-porten",
            "Sykkel 1904 nord",
            "Forgets his password. His agreements and invoices come with the invoices.");
    static final Somebody KARI = new Somebody(
            Town.NIDBY,
            "Kari",
            "Nes",
            "22918430273",
            "+4740600002",
            "e-mail or mobile and password, or ID-porten",
            "Fjellsko 2207 sør",
            "Signs in both ways. Her payment agreement comes with the invoices.");

    static final List<Somebody> ALL = List.of(KAREN, EMIL, JENS, ANNA, VILDE, MAJA, OLA, KARI);

    static List<Somebody> in(Town town) {
        return ALL.stream().filter(person -> person.town.equals(town)).toList();
    }

    public String name() {
        return firstName + " " + lastName;
    }

    public String email() {
        return (firstName + "." + lastName + "@example.com").toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalStateException for somebody without a number */
    PersonNumber personNumber() {
        String digits = number == null ? "" : number;
        return (town.equals(Town.NIDBY) ? PersonNumber.norwegian(digits) : PersonNumber.danish(digits))
                .orElseThrow(() -> new IllegalStateException(name() + " has no person number"));
    }

    NewPerson asNewPerson() {
        NewPerson named =
                NewPerson.named(firstName, lastName, Locale.of(town.languages().getFirst()));
        return (number == null ? named : named.withNumber(personNumber()))
                .withContact(signIn == null ? null : email(), mobile);
    }
}
