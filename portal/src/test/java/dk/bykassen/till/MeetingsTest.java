package dk.bykassen.till;

import static dk.bykassen.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.InsufficientFunds;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.till.Canteen.Chip;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Purchases meet what parents do at the same moment: whatever comes first, the books are right and nothing is sold twice. */
@TownTest
class MeetingsTest {

    private static final Locale DANISH = Locale.of("da");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext portal;

    @Autowired
    People people;

    @Autowired
    Issuing issuing;

    @Autowired
    Accounts accounts;

    @Autowired
    Ledger ledger;

    @Autowired
    Doorway doorway;

    private Canteen canteen;
    private Chip chip;
    private Person karen;

    @BeforeEach
    void openTheCanteen() {
        canteen = Canteen.open(portal);
        chip = pupil("Emil", 1_000_00);
        karen = canteen.with(() -> people.create(NewPerson.named("Karen", "Holm", DANISH)));
        canteen.with(() -> {
            issuing.decide(ChipSettings.of(canteen.town));
            issuing.link(karen.id(), chip.account(), MyAccount.Kind.GUARDIAN);
            return true;
        });
    }

    @Test
    void aChipBlockedWhileManyTillsSellBuysNothingFromThatMomentOn() throws Exception {
        Visitor browser = signedIn();
        MyAccount account = canteen.with(() -> accounts.of(karen.id())).getFirst();
        String card = account.page() + "/cards/" + account.chips().getFirst().publicId();
        var parentIsDone = new AtomicBoolean();

        List<List<String>> heard = atOnce(9, number -> {
            if (number > 0) {
                return sellUntil(parentIsDone);
            }
            try {
                for (int times = 0; times < 8; times++) {
                    press(browser, card + "/block");
                    assertThat(canteen.ask(chip, 1_00)).isEqualTo("card_blocked");
                    press(browser, card + "/activate");
                    assertThat(canteen.ask(chip, 1_00)).isEqualTo("approved");
                }
            } finally {
                parentIsDone.set(true);
            }
            return List.of();
        });

        List<String> answers = heard.stream().flatMap(List::stream).toList();
        assertThat(answers).containsOnly("approved", "card_blocked");
        long sold = answers.stream().filter("approved"::equals).count();
        assertThat(canteen.balance(chip)).isEqualTo(1_000_00 - 8 * 1_00 - sold * 10);
        proveTheBooks();
    }

    private List<String> sellUntil(AtomicBoolean done) {
        return sellUntil(done, chip);
    }

    private List<String> sellUntil(AtomicBoolean done, Chip one) {
        var answers = new ArrayList<String>();
        while (!done.get()) {
            answers.add(canteen.ask(one, 10));
        }
        return answers;
    }

    @Test
    void whileAChipIsReplacedOneOfTheTwoBuysAndNeverNeither() throws Exception {
        var fresh = new Chip("F" + chip.number(), chip.account(), chip.purse());
        var isReplaced = new AtomicBoolean();

        List<List<String>> heard = atOnce(7, number -> {
            if (number > 0) {
                return sellUntil(isReplaced, number % 2 == 0 ? chip : fresh);
            }
            try {
                canteen.with(() -> {
                    canteen.retire(chip);
                    return canteen.secondChip(chip, fresh.number());
                });
                return List.of(canteen.ask(chip, 10), canteen.ask(fresh, 10));
            } finally {
                isReplaced.set(true);
            }
        });

        assertThat(heard.getFirst()).containsExactly("card_blocked", "approved");
        for (int till = 1; till < heard.size(); till++) {
            List<String> inOrder =
                    till % 2 == 0 ? List.of("approved", "card_blocked") : List.of("unknown_card", "approved");
            assertThat(heard.get(till)).isSubsetOf(inOrder);
            assertThat(heard.get(till).stream().map(inOrder::indexOf)).isSorted();
        }
        long sold =
                heard.stream().flatMap(List::stream).filter("approved"::equals).count();
        assertThat(canteen.balance(chip)).isEqualTo(1_000_00 - sold * 10);
        proveTheBooks();
    }

    @Test
    void purchasesTransfersBothWaysAndDepositsLoseNothing() throws Exception {
        // Purses of both stripes: whoever moves money between them needs both locks.
        Chip[] chips = new Chip[2];
        while (chips[0] == null || chips[1] == null) {
            Chip one = pupil("Vilde", 50_00);
            chips[Stripes.of(one.purse())] = one;
        }
        List<Boolean> done = atOnce(90, number -> switch (number % 3) {
            case 0 -> canteen.ask(chips[number % 2], 1_00).equals("approved");
            case 1 -> moved(chips[number % 2].purse(), chips[1 - number % 2].purse(), TransferKind.TRANSFER, 1_50);
            default -> {
                canteen.topUp(chips[number % 2], 25);
                yield true;
            }
        });

        long bought = IntStream.range(0, 90)
                .filter(number -> number % 3 == 0 && done.get(number))
                .count();
        assertThat(canteen.balance(chips[0]) + canteen.balance(chips[1]))
                .isEqualTo(2 * 50_00 + 30 * 25 - bought * 1_00);
        proveTheBooks();
    }

    @Test
    void theLastKronerIsSpentOnceWhoeverReachesForIt() throws Exception {
        long paidOut = canteen.with(() -> ledger.systemAccount(AccountKind.WITHDRAWAL));
        for (int round = 0; round < 10; round++) {
            Chip poor = pupil("Ida", 10_00);
            Chip other = pupil("Ea", 0);
            List<Boolean> done = atOnce(9, number -> switch (number % 3) {
                case 0 -> canteen.ask(poor, 10_00).equals("approved");
                case 1 -> moved(poor.purse(), other.purse(), TransferKind.TRANSFER, 10_00);
                default -> moved(poor.purse(), paidOut, TransferKind.WITHDRAWAL, 10_00);
            });

            assertThat(done).containsOnlyOnce(true);
            assertThat(canteen.balance(poor)).isZero();
        }
        proveTheBooks();
    }

    @Test
    void aLimitLoweredWhileManyTillsSellHoldsFromThatMomentOn() throws Exception {
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.limit(chip, 900_00L);
        var parentIsDone = new AtomicBoolean();
        canteen.ask(chip, 1);

        atOnce(7, number -> {
            if (number > 0) {
                return sellUntil(parentIsDone);
            }
            try {
                canteen.limit(chip, 1L);
                assertThat(canteen.ask(chip, 10)).isEqualTo("day_limit");
                return List.of(Long.toString(canteen.balance(chip)));
            } finally {
                parentIsDone.set(true);
            }
        });

        assertThat(canteen.spent(chip).getFirst()).isEqualTo(1_000_00 - canteen.balance(chip));
        assertThat(canteen.ask(chip, 1)).isEqualTo("day_limit");
        proveTheBooks();
    }

    /** Whether the money went over; false where the purse did not hold it. */
    private boolean moved(long from, long to, TransferKind kind, long amount) {
        var entry = new Entry(from, to, new Money(amount, canteen.town.currency()), kind);
        try {
            canteen.with(() -> ledger.post(Posting.of(Uuid7.next(), "MOVE", Instant.now(), entry)));
            return true;
        } catch (InsufficientFunds tooLittle) {
            return false;
        }
    }

    private void proveTheBooks() {
        assertThat(canteen.proof().holds()).isTrue();
        assertThat(canteen.stats().astray()).isZero();
    }

    private void press(Visitor browser, String path) {
        String csrf = browser.get(path).csrf();
        assertThat(browser.post(path, Map.of("_csrf", csrf)).status()).isEqualTo(303);
    }

    private Chip pupil(String name, long balance) {
        return canteen.chip(NewPerson.named(name, "Holm", DANISH).withBirthDate(LocalDate.of(2014, 9, 3)), balance);
    }

    private Visitor signedIn() {
        var browser = new Visitor(port, canteen.town.hosts().getFirst());
        doorway.signIn(canteen.town, karen, browser);
        return browser;
    }
}
