package dk.bykassen.bench;

import java.sql.SQLException;

/** What is special about the holder of a card: six in a hundred hear no now and then, for a reason known beforehand. */
enum Customer {
    ORDINARY,
    BLOCKED,
    /** May not buy at schools. */
    BARRED,
    /** Has a limit of 300 kroner a day. */
    THRIFTY,
    /** Has 300 kroner. */
    POOR,
    /** Is not served milk. */
    ALLERGIC;

    /** What is on card number {@code n}, as SQL. */
    static final String BALANCE = "case when n % 100 = 59 then 30000 else " + BenchTown.PLENTY + " end";

    static Customer of(int card) {
        return switch (card % 100) {
            case 7, 57 -> BLOCKED;
            case 23 -> BARRED;
            case 41 -> THRIFTY;
            case 59 -> POOR;
            case 77 -> ALLERGIC;
            default -> ORDINARY;
        };
    }

    /** Whether a till may hear this. @param verdict see {@link Verdict} */
    boolean mayHear(int verdict, Lunch lunch, Rulebook rules) {
        boolean strict = rules == Rulebook.EVERYTHING;
        return switch (this) {
            case ORDINARY -> verdict == Verdict.APPROVED;
            case BLOCKED -> verdict == Verdict.CARD_BLOCKED;
            case BARRED -> verdict == (strict ? Verdict.PLACE_NOT_ALLOWED : Verdict.APPROVED);
            case THRIFTY -> verdict == Verdict.APPROVED || verdict == Verdict.DAY_LIMIT;
            case POOR -> verdict == Verdict.APPROVED || verdict == Verdict.INSUFFICIENT_FUNDS;
            case ALLERGIC -> verdict == (strict && lunch.contains("milk") ? Verdict.ALLERGEN : Verdict.APPROVED);
        };
    }

    /** Gives the town's cards to such customers. */
    static void moveInto(BenchTown town, Rulebook rules) throws SQLException {
        town.change("""
                update card.chip
                set status = 'blocked', blocked_at = :now, blocked_by = 'town'
                where tenant_id = :tenant and %s in (7, 57)
                """.formatted(place("number")));
        town.change(rule("limits[1] = 30000", 41));
        if (rules == Rulebook.EVERYTHING) {
            town.change(rule("places_off = array['school']", 23));
            town.change(rule("allergens = array['milk']", 77));
        }
    }

    private static String rule(String change, int place) {
        return """
                update card.rule r
                set %s
                from card.account a
                where r.tenant_id = :tenant and a.tenant_id = :tenant and a.id = r.account_id and %s = %d
                """.formatted(change, place("a.number"), place);
    }

    /** Which of a hundred a card is, from its number. */
    private static String place(String number) {
        return "(('x' || right(" + number + ", 7))::bit(28)::int - 1) % 100";
    }
}
