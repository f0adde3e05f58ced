package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.ledger.DaySpent;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The statement as a page, to look at and to print; the selection is in the address. */
@Controller
class StatementController {

    private static final int MONTHS = 12;
    private static final int PRINTED = 1000;

    private final Accounts accounts;
    private final Statements statements;
    private final Ledger ledger;
    private final InstantSource clock;

    StatementController(Accounts accounts, Statements statements, Ledger ledger, InstantSource clock) {
        this.accounts = accounts;
        this.statements = statements;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/accounts/{id}/statement")
    Answer page(
            SignedIn viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam(defaultValue = "") String print,
            HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        ZoneId zone = Tenants.current().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        SelectionForm asked = SelectionForm.of(request, today);
        boolean toPrint = print.equals("yes");
        Statement statement = statements.page(
                viewer.personId(),
                account,
                asked.selection(),
                toPrint ? 1 : page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1,
                toPrint ? PRINTED : Statements.PAGE);
        YearMonth month = YearMonth.from(today);
        List<DaySpent> spent = ledger.spending(
                List.of(account.purseId()),
                month.minusMonths(MONTHS - 1).atDay(1).atStartOfDay(zone).toInstant(),
                today.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
        Page answer = Page.of("statement/statement")
                .with("account", account)
                .with("form", asked.form())
                .with("printedBy", viewer.name())
                .with("toPrint", toPrint)
                .with("mayKnowWhere", accounts.mayKnowWhere(account))
                .with("statement", statement)
                .with("periods", Period.of(asked.selection(), today, statement.since()))
                .with("spending", spending(spent, month))
                .with("forecast", Forecasts.phrase(account, spent, today).orElse(null));
        return asked.form().hasFaults() ? answer.refused() : answer;
    }

    private static Spending spending(List<DaySpent> spent, YearMonth month) {
        Map<YearMonth, Long> byMonth = spent.stream()
                .collect(Collectors.groupingBy(
                        day -> YearMonth.from(day.day()), Collectors.summingLong(DaySpent::minor)));
        return Spending.of(byMonth, month, MONTHS, Tenants.current().money(0).unitsPerMajor());
    }
}
