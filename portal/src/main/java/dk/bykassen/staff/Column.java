package dk.bykassen.staff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column of a file of customers holds, by the headings that Danish, Norwegian and English systems give it. */
enum Column {
    FIRST_NAME("fornavn", "fornavne", "firstname", "givenname"),
    LAST_NAME("efternavn", "etternavn", "lastname", "surname", "familyname"),
    NAME("navn", "name", "fuldenavn", "fulltnavn", "fullname", "kundenavn", "customername"),
    NUMBER(
            "cpr",
            "cprnr",
            "cprnummer",
            "personnummer",
            "personnr",
            "fødselsnummer",
            "fødselsnr",
            "fnr",
            "personalnumber"),
    EMAIL("email", "mail", "epost", "epostadresse", "emailadresse", "emailaddress", "mailadresse"),
    MOBILE(
            "mobil",
            "mobilnr",
            "mobilnummer",
            "mobiltelefon",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "telefon",
            "telefonnummer",
            "tlf",
            "phone"),
    ADDRESS("adresse", "address", "vej", "gade", "gateadresse", "vejognummer", "street", "streetaddress"),
    POSTCODE("postnr", "postnummer", "postcode", "zip", "zipcode", "postalcode"),
    CITY("by", "poststed", "sted", "bynavn", "postdistrikt", "city", "town");

    private final Set<String> headings;

    Column(String... headings) {
        this.headings = Set.of(headings);
    }

    /** Capitals, blanks, hyphens and full stops make no difference. */
    static Optional<Column> headed(String heading) {
        String plain = heading.toLowerCase(Locale.ROOT).replaceAll("[\\s._-]", "");
        return Arrays.stream(values())
                .filter(column -> column.headings.contains(plain))
                .findFirst();
    }

    /** The column in words: a message key. */
    String words() {
        return "staff.import.column." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
