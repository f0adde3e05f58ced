package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/** Chips the town replaces, blocks and opens; and what the tables refuse. */
class ReplacementTest extends CardOrderTown {

    @Test
    void theTownHandsOutANewChipAndEverythingElseStays() {
        UUID old = first().publicId();
        with(() -> {
            issuing.replace(account().id(), old, "aabbccdd", "AABBCCDD");
            return true;
        });

        assertThat(account().activeChip().orElseThrow().number()).isEqualTo("AABBCCDD");
        assertThat(first().isReplaced()).isTrue();
        assertThat(balance()).isEqualTo(200_00);
        assertThatThrownBy(() -> with(() -> {
                    issuing.replace(account().id(), old, "11223344", "11223344");
                    return true;
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(() -> {
                    issuing.replace(
                            account().id(), account().activeChip().orElseThrow().publicId(), "8D40B2F3", "8D40B2F3");
                    return true;
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(account().activeChip().orElseThrow().number()).isEqualTo("AABBCCDD");
    }

    @Test
    void replacedFromTwoDesksAtOnceItIsOneNewChip() {
        UUID old = first().publicId();
        long account = account().id();
        CompletableFuture<Boolean> other = with(() -> {
            issuing.replace(account, old, "AABBCCDD", "AABBCCDD");
            var late = CompletableFuture.supplyAsync(() -> with(() -> {
                issuing.replace(account, old, "11223344", "11223344");
                return true;
            }));
            untilSomebodyWaits();
            return late;
        });

        assertThat(other)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(account().chipsInUse())
                .singleElement()
                .extracting(Chip::number)
                .isEqualTo("AABBCCDD");
    }

    private void untilSomebodyWaits() {
        boolean waits = false;
        while (!waits) {
            waits = jdbc.sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock')")
                    .query(Boolean.class)
                    .single();
        }
    }

    @Test
    void whatTheTownBlockedACitizenDoesNotOpen() {
        block();
        String chip = home() + "/cards/" + chip();

        assertThat(browser.get(chip + "/activate").location()).isEqualTo(home() + "/cards");
        assertThat(send(browser, chip + "/activate", Map.of()).location()).isEqualTo(home() + "/cards");
        assertThat(first().isBlocked()).isTrue();
        assertThat(browser.get(home() + "/cards").body())
                .contains("Kommunen har spærret")
                .doesNotContain(chip + "/activate");
        assertThat(browser.get("/accounts").body()).doesNotContain(chip + "/activate");
    }

    @Test
    void theTownsBlockOutweighsACitizensAndTheTownOpensBoth() {
        send(browser, home() + "/cards/" + chip() + "/block", Map.of());
        assertThat(first().isBlockedByTown()).isFalse();
        block();
        assertThat(first().isBlockedByTown()).isTrue();

        with(() -> {
            issuing.open("8d40b2f3");
            issuing.open("8d40b2f3");
            return true;
        });

        assertThat(first().isActive()).isTrue();
        assertThat(deedsOn(first().publicId()))
                .containsExactly("card.chip.issued", "card.chip.blocked", "card.chip.blocked", "card.chip.activated");
    }

    @Test
    void twoWhoProveToBeOneKeepTheirOrders() {
        order(browser, "defective");
        var jens = acting("Jens", MyAccount.Kind.LINKED);
        with(() -> {
            portal.getBean(CardReunion.class).move(karen.id(), jens.id());
            return true;
        });

        assertThat(newest().orderedBy()).isEqualTo(jens.id());
    }

    @Test
    void theTablesRefuseWhatCannotBe() {
        CardOrder order = sent();
        for (String wrong : new String[] {
            "update card.card_order set state = 'in_production'",
            "update card.card_order set card_number = null",
            "update card.card_order set wrong_tries = 6, tries_since = ordered_at",
            "update card.card_order set wrong_tries = 1, tries_since = null",
            "update card.card_order set reason = 'first'",
            "update card.card_order set fee = -1",
            "update card.chip set blocked_by = 'town' where status = 'active'",
            "update card.chip set status = 'blocked', blocked_at = issued_at, blocked_by = null",
            "update card.new_card set undo_minutes = 1441",
            "insert into card.card_order (tenant_id, public_id, account_id, ordered_by, form_key, reason, fee, delivery, label,"
                    + " state, produce_at, ordered_at, changed_at, old_chip) select tenant_id, gen_random_uuid(), account_id,"
                    + " ordered_by, gen_random_uuid(), reason, fee, delivery, '\\x00', 'ordered', produce_at, ordered_at,"
                    + " changed_at, old_chip from card.card_order"
        }) {
            assertThatThrownBy(() -> with(() -> jdbc.sql(wrong).update()))
                    .as(wrong)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(newest()).isEqualTo(order);
    }

    @Test
    void everyStepOfAnOrderIsInTheTableAndNoOther() {
        assertThat(CardOrderStates.TABLE.edges()).hasSize(9);
        assertThat(CardOrderStates.TABLE.next(CardOrderState.IN_PRODUCTION, CardOrderEvent.TAKEN_BACK))
                .isEmpty();
        assertThat(CardOrderStates.TABLE.next(CardOrderState.ORDERED, CardOrderEvent.MADE))
                .isEmpty();
        assertThat(CardOrderStates.TABLE.isFinal(CardOrderState.IN_USE)).isTrue();
        assertThat(CardOrderStates.TABLE.isFinal(CardOrderState.CANCELLED)).isTrue();
        assertThat(CardOrderStates.TABLE.isFinal(CardOrderState.FAILED)).isTrue();
    }

    @Test
    void anotherTownsOrdersAreNotThere() {
        order(browser, "defective");
        UUID order = newest().publicId();
        var neighbours = dk.bykassen.TestTown.found(founding);
        Visitor anna = signedIn(
                neighbours,
                dk.bykassen.TestTown.in(
                        neighbours,
                        () -> transactions.execute(
                                status -> people.create(dk.bykassen.identity.NewPerson.named("Anna", "Bo", DANISH)))));

        assertThat(anna.get(home() + "/cards").status()).isEqualTo(404);
        java.util.Optional<CardOrder> there =
                dk.bykassen.TestTown.in(neighbours, () -> transactions.execute(status -> orderStore.find(order)));
        assertThat(there).isEmpty();
    }

    private void block() {
        with(() -> {
            issuing.block("8D40B2F3");
            return true;
        });
    }
}
