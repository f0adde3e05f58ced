package dk.bykassen.tenant;

import dk.bykassen.kernel.Money;
import java.text.Collator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A town or a parking operator with a portal of its own.
 *
 * @param id the number in {@code tenant_id} of every table
 * @param slug short name in keys and logs, such as {@code fjordby}
 * @param prefix two or three letters that start its reference numbers
 * @param hosts host names without port; the first is the one written into links
 * @param languages the first is the tenant's own
 * @param services which services are switched on, such as {@code canteen} or {@code camera-parking}
 */
public record Tenant(
        int id,
        String slug,
        String name,
        String legalName,
        String prefix,
        Country country,
        Currency currency,
        ZoneId zone,
        List<String> hosts,
        List<Locale> languages,
        Set<String> services,
        Brand brand,
        Contact contact) {

    public enum Country {
        DK,
        NO
    }

    /** Colours as {@code #rrggbb}, the header variant, the corner radius in pixels, and the logos' width at 44 px height. */
    public record Brand(
            String primary,
            String accent,
            String header,
            String tint,
            int radius,
            int logoWidth,
            boolean hasDarkLogo) {}

    public record Contact(String phone, String email, String address, String businessNumber) {}

    public Locale language() {
        return languages.getFirst();
    }

    /** The telephone number as a telephone dials it: {@code +4570000010}. */
    public String dialled() {
        return (country == Country.DK ? "+45" : "+47") + contact.phone().replaceAll("\\D", "");
    }

    public boolean offers(String service) {
        return services.contains(service);
    }

    /** Whether people keep money here, on a chip or a card. */
    public boolean keepsAccounts() {
        return offers("canteen") || offers("town-card");
    }

    public Money money(long minor) {
        return new Money(minor, currency);
    }

    /** The date people read on the calendar at {@code moment}. */
    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** When {@code day} begins. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Sorts names as the tenant's language does: å comes after ø, not before b. */
    public Collator collator() {
        return Collator.getInstance(language());
    }
}
