package dk.bykassen.statement;

import dk.bykassen.statement.Selection.Kind;
import dk.bykassen.web.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for in the address, and what of it cannot be read: then the usual is shown, with a word about it.
 *
 * @param selection what is shown
 * @param form as typed
 */
record SelectionForm(Selection selection, Form form) {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_LETTERS = 60;
    private static final int EARLIEST = 1900;
    private static final int LATEST = 2200;

    static SelectionForm of(HttpServletRequest request, LocalDate today) {
        Form typed = Form.of(request);
        LocalDate to = day(typed.value("to"), today);
        LocalDate last = to == null ? today : to;
        LocalDate from = day(typed.value("from"), last.minusDays(USUAL_DAYS));
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS) : from;
        String kind = typed.value("kind");
        String words = typed.value("q").replaceAll("\\s+", " ");
        Form form = Form.filled(Map.of(
                "from",
                typed.value("from").isEmpty() ? first.toString() : typed.value("from"),
                "to",
                typed.value("to").isEmpty() ? last.toString() : typed.value("to"),
                "kind",
                kind,
                "q",
                typed.value("q")));
        if (from == null) {
            form.reject("from", "statement.fault.date");
        }
        if (to == null) {
            form.reject("to", "statement.fault.date");
        }
        if (first.isAfter(last)) {
            form.reject("from", "statement.fault.period");
            first = last;
        }
        if (words.length() > MOST_LETTERS) {
            form.reject("q", "statement.fault.words", MOST_LETTERS);
            words = "";
        }
        return new SelectionForm(new Selection(first, last, Kind.of(kind).orElse(Kind.ALL), words), form);
    }

    /** What was typed, as the part of an address after the question mark. */
    String query() {
        return Stream.of("from", "to", "kind", "q")
                .map(field -> field + "=" + URLEncoder.encode(form.value(field), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Null when it is no date of these centuries. */
    private static @Nullable LocalDate day(String typed, LocalDate otherwise) {
        if (typed.isEmpty()) {
            return otherwise;
        }
        try {
            LocalDate date = LocalDate.parse(typed);
            return date.getYear() < EARLIEST || date.getYear() > LATEST ? null : date;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
