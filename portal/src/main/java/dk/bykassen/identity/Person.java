package dk.bykassen.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody the town knows.
 *
 * @param id inside the database
 * @param publicId in addresses and the audit trail
 * @param firstName empty where nobody told it
 * @param lastName empty where nobody told it
 * @param number the part of the person number that may be shown, six digits; null where the person has none
 * @param email in the form of {@link Addresses#email}
 * @param emailConfirmedAt when a code sent to it came back; null while nobody knows whether it is theirs
 * @param mobile in E.164
 * @param privatePhone in E.164, as {@code workPhone}
 * @param language of pages and messages
 * @param address theirs to see; for others only {@link #hasPublicAddress} says whether they may
 * @param isProtected whether name and address are protected in the population register
 * @param isNamedByEid whether an eID told the name, which its owner then cannot change here
 * @param company the company they stand for; null for somebody private
 * @param version grows with every change
 */
public record Person(
        long id,
        UUID publicId,
        String firstName,
        String lastName,
        @Nullable LocalDate birthDate,
        @Nullable Gender gender,
        @Nullable String number,
        @Nullable String email,
        @Nullable Instant emailConfirmedAt,
        @Nullable String mobile,
        @Nullable Instant mobileConfirmedAt,
        @Nullable String privatePhone,
        @Nullable String workPhone,
        Locale language,
        @Nullable String address,
        @Nullable String postcode,
        @Nullable String city,
        boolean isProtected,
        boolean isNamedByEid,
        @Nullable Company company,
        Instant createdAt,
        Instant changedAt,
        int version) {

    /** What to call the person on a page: the full name, or a plain word where no name is known. */
    public String name() {
        return Names.shown(firstName, lastName);
    }

    /** The address on that channel, proved or not. */
    public @Nullable String contact(Channel channel) {
        return channel == Channel.EMAIL ? email : mobile;
    }

    public boolean isConfirmed(Channel channel) {
        return (channel == Channel.EMAIL ? emailConfirmedAt : mobileConfirmedAt) != null;
    }

    /** Whether anybody but the person may see the address. */
    public boolean hasPublicAddress() {
        return !isProtected;
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Person " + publicId;
    }
}
