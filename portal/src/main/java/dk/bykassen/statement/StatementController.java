package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The statement as a page and as a file; the filter is in the address and both honour it. */
@Controller
class StatementController {

    private static final int USUAL_DAYS = 30;

    private final Accounts accounts;
    private final Statements statements;
    private final Frames frames;
    private final InstantSource clock;

    StatementController(Accounts accounts, Statements statements, Frames frames, InstantSource clock) {
        this.accounts = accounts;
        this.statements = statements;
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/accounts/{id}/statement")
    Answer page(
            SignedIn viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "1") String page) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Period period = period(from, to);
        int wished = page.matches("[0-9]{1,5}") ? Integer.parseInt(page) : 1;
        Page answer = Page.of("statement/statement")
                .with("account", account)
                .with("settings", accounts.settings())
                .with("form", period.form())
                .with("printedBy", viewer.name())
                .with("statement", statements.page(account, period.from(), period.to(), wished));
        return period.form().hasFaults() ? answer.refused() : answer;
    }

    @OwnEyes
    @GetMapping("/accounts/{id}/statement.csv")
    ResponseEntity<byte[]> file(
            SignedIn viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Period period = period(from, to);
        Statement statement = statements.whole(account, period.from(), period.to());
        String csv = StatementCsv.of(statement, frames.wording(Languages.of(request)));
        String name = "%s-%s-%s.csv".formatted(account.number(), period.from(), period.to());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }

    private record Period(LocalDate from, LocalDate to, Form form) {}

    /** What was asked for; where it cannot be read, the usual period and a word about it. */
    private Period period(@Nullable String from, @Nullable String to) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Tenants.current().zone());
        LocalDate last = read(to, today);
        LocalDate first = read(from, last == null ? today.minusDays(USUAL_DAYS) : last.minusDays(USUAL_DAYS));
        LocalDate shownFrom = first == null ? today.minusDays(USUAL_DAYS) : first;
        LocalDate shownTo = last == null ? today : last;
        boolean upsideDown = shownFrom.isAfter(shownTo);
        Form form = Form.filled(Map.of(
                "from", from == null || first != null ? shownFrom.toString() : from,
                "to", to == null || last != null ? shownTo.toString() : to));
        if (first == null) {
            form.reject("from", "statement.fault.date");
        }
        if (last == null) {
            form.reject("to", "statement.fault.date");
        }
        if (upsideDown) {
            form.reject("from", "statement.fault.period");
        }
        return upsideDown ? new Period(shownTo, shownTo, form) : new Period(shownFrom, shownTo, form);
    }

    /** A date between 1990 and 2200; null when it is none. */
    private static @Nullable LocalDate read(@Nullable String typed, LocalDate otherwise) {
        if (typed == null || typed.isBlank()) {
            return otherwise;
        }
        try {
            LocalDate date = LocalDate.parse(typed.strip());
            return date.getYear() < 1990 || date.getYear() > 2200 ? null : date;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
