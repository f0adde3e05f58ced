package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaymentStatesTest {

    /** Written out a second time, on purpose: an edge added or lost by accident is noticed here. */
    private static final Set<String> EDGES = Set.of(
            "CREATED OPENED PENDING",
            "CREATED NOT_OPENED CANCELLED",
            "CREATED NO_ANSWER UNKNOWN",
            "CREATED BANK_SAID_NO DECLINED",
            "CREATED COMPLETED PAID",
            "CREATED DIFFERED HELD",
            "UNKNOWN OPENED PENDING",
            "UNKNOWN NOT_OPENED CANCELLED",
            "UNKNOWN BANK_SAID_NO DECLINED",
            "UNKNOWN COMPLETED PAID",
            "UNKNOWN DIFFERED HELD",
            "PENDING COMPLETED PAID",
            "PENDING DIFFERED HELD",
            "PENDING BANK_SAID_NO DECLINED",
            "PENDING LEFT CANCELLED",
            "PENDING RAN_OUT EXPIRED",
            "DECLINED COMPLETED_LATE PAID",
            "DECLINED DIFFERED HELD",
            "CANCELLED COMPLETED_LATE PAID",
            "CANCELLED DIFFERED HELD",
            "EXPIRED COMPLETED_LATE PAID",
            "EXPIRED DIFFERED HELD");

    @Test
    void everyStateAndEventLeadsWhereItShouldOrNowhere() {
        Set<String> found = new LinkedHashSet<>();
        for (PaymentState from : PaymentState.values()) {
            for (PaymentEvent event : PaymentEvent.values()) {
                PaymentStates.TABLE.next(from, event).ifPresent(to -> found.add(from + " " + event + " " + to));
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(EDGES);
    }

    @Test
    void whatWasTakenIsNeverForgotten() {
        Set<PaymentState> withMoney = EnumSet.of(PaymentState.PAID, PaymentState.HELD);

        assertThat(withMoney).allMatch(PaymentStates.TABLE::isFinal);
        assertThat(EnumSet.complementOf(EnumSet.copyOf(withMoney))).allSatisfy(state -> {
            assertThat(PaymentStates.TABLE.next(state, PaymentEvent.DIFFERED)).contains(PaymentState.HELD);
            PaymentEvent completed = state.isDecided() ? PaymentEvent.COMPLETED_LATE : PaymentEvent.COMPLETED;
            assertThat(PaymentStates.TABLE.next(state, completed)).contains(PaymentState.PAID);
        });
    }

    @Test
    void theDiagramInTheDocumentsIsTheTableThatRuns() throws IOException {
        String document = """
                # The states of a payment

                Made from `PaymentStates` by `PaymentStatesTest`, which fails when this page is older than the table;
                `mvn -pl portal -am test -Dtest=PaymentStatesTest -Dsurefire.failIfNoSpecifiedTests=false -Dbykassen.write-docs=true` writes it anew.

                ```mermaid
                %s```

                %s
                """.formatted(PaymentStates.TABLE.diagram(), table()).stripTrailing() + "\n";
        Path page = root().resolve("docs/payment-states.md");
        if (Boolean.getBoolean("bykassen.write-docs")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, document);
        }

        assertThat(page).content().isEqualTo(document);
    }

    private static String table() {
        return "| from | event | to |\n|---|---|---|\n"
                + PaymentStates.TABLE.edges().stream()
                        .map(edge -> "| %s | %s | %s |".formatted(edge.from(), edge.event(), edge.to()))
                        .collect(Collectors.joining("\n"));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("portal") ? here.getParent() : here;
    }
}
