package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The statement as files. They honour the page's selection; what cannot be read of it, the page tells. */
@Controller
class StatementFiles {

    private final Accounts accounts;
    private final Statements statements;
    private final StatementPdf pdf;
    private final FilePlaces places;
    private final Frames frames;
    private final InstantSource clock;

    StatementFiles(
            Accounts accounts,
            Statements statements,
            StatementPdf pdf,
            FilePlaces places,
            Frames frames,
            InstantSource clock) {
        this.accounts = accounts;
        this.statements = statements;
        this.pdf = pdf;
        this.places = places;
        this.frames = frames;
        this.clock = clock;
    }

    private interface Writer {
        byte[] write(MyAccount account, Statement statement, Locale language);
    }

    @OwnEyes
    @GetMapping("/accounts/{id}/statement.csv")
    ResponseEntity<byte[]> csv(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        var type = new MediaType("text", "csv", StandardCharsets.UTF_8);
        return file(
                viewer,
                id,
                request,
                type,
                "csv",
                (account, statement, language) ->
                        StatementCsv.of(statement, frames.wording(language)).getBytes(StandardCharsets.UTF_8));
    }

    @OwnEyes
    @GetMapping("/accounts/{id}/statement.pdf")
    ResponseEntity<byte[]> pdf(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        return file(
                viewer,
                id,
                request,
                MediaType.APPLICATION_PDF,
                "pdf",
                (account, statement, language) -> pdf.of(account, statement, viewer.name(), language));
    }

    private ResponseEntity<byte[]> file(
            SignedIn viewer, UUID id, HttpServletRequest request, MediaType type, String ending, Writer writer) {
        MyAccount account = accounts.of(viewer.personId(), id);
        Locale language = Languages.of(request);
        SelectionForm asked = SelectionForm.of(request, Tenants.current().dayOf(clock.instant()));
        if (asked.form().hasFaults()) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(account.page() + "/statement?" + asked.query()))
                    .build();
        }
        Selection selection = asked.selection();
        byte[] file = places.taking(viewer.personId(), () -> {
            Statement statement = statements.whole(viewer.personId(), account, selection);
            return writer.write(account, statement, language);
        });
        String name = "%s-%s-%s.%s".formatted(account.number(), selection.from(), selection.to(), ending);
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(file);
    }

    /** The statement's name at this tenant. */
    static String name(Wording words) {
        return words.t(Tenants.current().offers("town-card") ? "statement.menu.town" : "statement.menu");
    }
}
