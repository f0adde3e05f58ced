package dk.bykassen.statement;

import dk.bykassen.card.MyAccount;
import dk.bykassen.paper.Papers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The statement on paper. */
@Component
class StatementPdf {

    /** Lines a document shows: what takes seconds to make and can still be turned over. */
    private static final int MOST = 2000;

    private final Papers papers;
    private final InstantSource clock;

    StatementPdf(Papers papers, InstantSource clock) {
        this.papers = papers;
        this.clock = clock;
    }

    byte[] of(MyAccount account, Statement statement, String reader, Locale language) {
        Instant now = clock.instant();
        return papers.pdf(
                "statement/pdf",
                Map.of(
                        "account", account,
                        "statement", statement,
                        "rows",
                                statement
                                        .rows()
                                        .subList(
                                                0,
                                                Math.min(MOST, statement.rows().size())),
                        "reader", reader,
                        "at", now),
                language);
    }
}
