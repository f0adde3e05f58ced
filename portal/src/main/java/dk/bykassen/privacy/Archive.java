package dk.bykassen.privacy;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.web.Wording;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an archive as its rows come: one JSON file for each source, with its words beside its rows. Keeps nothing but the
 * newest rows of each part, for the document that people read.
 */
final class Archive implements AutoCloseable {

    private final ZipOutputStream zip;
    private final JsonMapper json;
    private final Wording words;
    private final List<Chapter> chapters = new ArrayList<>();

    Archive(OutputStream out, JsonMapper json, Wording words) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.json = json;
        this.words = words;
    }

    /** Writes {@code text} as a file. */
    void text(String name, String text) {
        bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes everything {@code source} knows about {@code person}. */
    void source(PersonalData source, PersonalData.Subject person) {
        var chapter = new Chapter(source, words);
        chapters.add(chapter);
        var attached = new ArrayList<PersonalData.Attachment>();
        try {
            zip.putNextEntry(new ZipEntry(chapter.file()));
            try (JsonGenerator out = json.createGenerator(notClosing(zip))) {
                out.writeStartObject();
                out.writeStringProperty("source", source.source());
                for (String about : Chapter.ABOUT) {
                    out.writeStringProperty(about, chapter.word("." + about));
                }
                out.writeName("parts");
                out.writeStartArray();
                var rows = new Rows(chapter, out, attached);
                source.export(person, rows);
                rows.end();
                out.writeEndArray();
                out.writeEndObject();
            }
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        attached.forEach(file -> bytes(source.source() + "/" + file.name(), file.content()));
    }

    /** What was written so far, as people read it. */
    List<Chapter> chapters() {
        return chapters;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of one source: the parts in their order, those without rows too. */
    private static final class Rows implements PersonalData.Export {

        private final Chapter chapter;
        private final JsonGenerator out;
        private final List<PersonalData.Attachment> attached;
        private int open = -1;

        Rows(Chapter chapter, JsonGenerator out, List<PersonalData.Attachment> attached) {
            this.chapter = chapter;
            this.out = out;
            this.attached = attached;
        }

        @Override
        public void row(String part, @Nullable Object... values) {
            int index = chapter.indexOf(part);
            if (index < open) {
                throw new IllegalStateException("part " + part + " of " + chapter.source() + " came before its turn");
            }
            advanceTo(index);
            List<String> fields = chapter.part(index).fields();
            if (values.length != fields.size()) {
                throw new IllegalStateException("a row of part " + part + " of " + chapter.source() + " has "
                        + values.length + " values for " + fields.size() + " fields");
            }
            out.writeRaw('\n');
            out.writeStartObject();
            for (int field = 0; field < values.length; field++) {
                out.writeName(fields.get(field));
                write(values[field]);
            }
            out.writeEndObject();
            chapter.note(index, values);
        }

        void end() {
            advanceTo(chapter.parts());
        }

        private void advanceTo(int index) {
            while (open < index) {
                if (open >= 0) {
                    out.writeEndArray();
                    out.writeEndObject();
                }
                open++;
                if (open < chapter.parts()) {
                    begin(open);
                }
            }
        }

        private void begin(int index) {
            PersonalData.Part part = chapter.part(index);
            out.writeRaw('\n');
            out.writeStartObject();
            out.writeStringProperty("name", part.name());
            out.writeStringProperty("title", chapter.title(index));
            out.writeName("fields");
            out.writeStartObject();
            for (String field : part.fields()) {
                out.writeStringProperty(field, chapter.meaning(index, field));
            }
            out.writeEndObject();
            out.writeName("rows");
            out.writeStartArray();
        }

        private void write(@Nullable Object value) {
            switch (value) {
                case null -> out.writeNull();
                case Money money -> {
                    out.writeStartObject();
                    out.writeName("amount");
                    int digits = money.currency().getDefaultFractionDigits();
                    out.writeNumber(BigDecimal.valueOf(money.minor(), digits));
                    out.writeStringProperty("currency", money.currency().getCurrencyCode());
                    out.writeEndObject();
                }
                case Timestamp moment -> out.writeString(moment.toInstant().toString());
                case TemporalAccessor time -> out.writeString(time.toString());
                case UUID id -> out.writeString(id.toString());
                case PersonalData.Attachment file -> {
                    out.writeString(chapter.source() + "/" + file.name());
                    attached.add(file);
                }
                case Collection<?> list -> {
                    out.writeStartArray();
                    list.forEach(this::write);
                    out.writeEndArray();
                }
                case Map<?, ?> map -> {
                    out.writeStartObject();
                    map.forEach((name, each) -> {
                        out.writeName(name.toString());
                        write(each);
                    });
                    out.writeEndObject();
                }
                default -> out.writePOJO(value);
            }
        }
    }

    /** The generator ends with its file, the archive goes on. */
    private static OutputStream notClosing(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
