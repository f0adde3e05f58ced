package dk.bykassen.card;

/** Why a new card cannot be ordered. */
public enum Hurdle {
    FROM_THE_SCHOOL,
    ACCOUNT_CLOSED,
    UNDER_WAY,
    /** What the town blocked is not got around by a new card. */
    BLOCKED_BY_TOWN,
    CHIP_GONE,
    /** So many were ordered and taken back today that it looks like mischief. */
    TOO_OFTEN,
    NO_ADDRESS,
    /** The price is another one than the page said. */
    OTHER_FEE,
    TOO_LITTLE_MONEY
}
