package dk.bykassen.help;

import dk.bykassen.card.AccountNotes.Matter;
import dk.bykassen.card.AccountNotes.Note;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people ask about, and how each is looked into. */
public enum Topic {
    CHIP_DOES_NOT_WORK("card", Matter.DECLINED, ChipFindings::ofBroken),
    DECLINED("block", Matter.DECLINED, ChipFindings::ofDeclined),
    TOP_UP_STOPPED("repeat", Matter.AUTOMATIC_TOP_UP, TopUpFindings::of),
    PAID_BUT_MISSING("coins", null, PaymentFindings::ofMissing),
    IDENTICAL_TRANSACTION("swap", null, PaymentFindings::ofIdentical),
    AWAITING_APPROVAL("clock", Matter.APPROVAL, ApprovalFindings::of),
    NEW_CHIP("plus", Matter.NEW_CHIP, ChipFindings::ofNew);

    private final String icon;
    private final @Nullable Matter matter;
    private final Function<Seen, List<Note>> diagnosis;

    Topic(String icon, @Nullable Matter matter, Function<Seen, List<Note>> diagnosis) {
        this.icon = icon;
        this.matter = matter;
        this.diagnosis = diagnosis;
    }

    static Optional<Topic> of(String code) {
        return Arrays.stream(values())
                .filter(topic -> topic.code().equals(code))
                .findFirst();
    }

    /** As it stands in addresses and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String icon() {
        return icon;
    }

    public String page() {
        return "/help/" + code();
    }

    /** The notes that belong to it. */
    boolean takes(Matter other) {
        return matter == other;
    }

    /** Whether it is about money on its way. */
    boolean isAboutPayments() {
        return this == PAID_BUT_MISSING || this == IDENTICAL_TRANSACTION;
    }

    /** What is the matter, or that nothing is: never nothing at all. */
    List<Note> diagnose(Seen seen) {
        return diagnosis.apply(seen);
    }
}
