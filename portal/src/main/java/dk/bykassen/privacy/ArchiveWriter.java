package dk.bykassen.privacy;

import dk.bykassen.identity.Person;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.paper.Papers;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Wording;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts an archive together: every source, a document to read, and a word about what is what. */
@Component
class ArchiveWriter {

    private final ObjectProvider<PersonalData> sources;
    private final Papers papers;
    private final Frames frames;
    private final JsonMapper json;
    private final TransactionTemplate oneMoment;

    ArchiveWriter(
            ObjectProvider<PersonalData> sources,
            Papers papers,
            Frames frames,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.sources = sources;
        this.papers = papers;
        this.frames = frames;
        this.json = json;
        // Everything is read as of one moment, so that the parts agree with each other.
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    int sources() {
        return (int) sources.stream().count();
    }

    /** {@code persondata-2026-11-23.zip}, in the words of its language. */
    static String fileName(Copy copy) {
        Instant ready = copy.readyAt() == null ? copy.askedAt() : copy.readyAt();
        LocalDate day = LocalDate.ofInstant(ready, Tenants.current().zone());
        return stem(copy) + "-" + day + ".zip";
    }

    private static String stem(Copy copy) {
        return switch (copy.language().getLanguage()) {
            case "da" -> "persondata";
            case "nb" -> "personopplysninger";
            default -> "personal-data";
        };
    }

    /**
     * The archive. Must be called outside any transaction.
     *
     * @param progress is told how many sources are written down
     */
    byte[] write(Copy copy, Person person, Instant at, IntConsumer progress) {
        Wording words = frames.wording(copy.language());
        var subject = new PersonalData.Subject(person.id(), person.publicId());
        var out = new ByteArrayOutputStream(256 * 1024);
        try (var archive = new Archive(out, json, words)) {
            // Who somebody is comes first; for erasing it is the last.
            List<PersonalData> all = sources.orderedStream()
                    .sorted(Comparator.comparing(source -> !source.source().equals("identity")))
                    .toList();
            archive.text(words.t("privacy.readme.file"), readme(all, person, at, words));
            oneMoment.executeWithoutResult(status -> {
                for (int done = 0; done < all.size(); done++) {
                    archive.source(all.get(done), subject);
                    progress.accept(done + 1);
                }
            });
            archive.bytes(
                    stem(copy) + ".pdf",
                    papers.pdf(
                            "privacy/archive",
                            Map.of("name", person.name(), "made", at, "chapters", archive.chapters()),
                            copy.language()));
        }
        return out.toByteArray();
    }

    private static String readme(List<PersonalData> all, Person person, Instant at, Wording words) {
        var text = new StringBuilder();
        line(text, words.t("privacy.paper.title", person.name()));
        line(
                text,
                words.t(
                        "privacy.paper.made",
                        words.moment(at),
                        Tenants.current().legalName()));
        line(text, words.t("privacy.readme.how"));
        for (PersonalData source : all) {
            var chapter = new Chapter(source, words);
            line(text, chapter.heading() + " (" + chapter.file() + ")");
            for (String about : Chapter.ABOUT) {
                text.append("  ")
                        .append(words.t("privacy.paper." + about))
                        .append(": ")
                        .append(chapter.about(about))
                        .append('\n');
            }
            for (int part = 0; part < chapter.parts(); part++) {
                text.append("  - ")
                        .append(chapter.part(part).name())
                        .append(": ")
                        .append(chapter.title(part))
                        .append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String words) {
        text.append(words).append("\n\n");
    }
}
