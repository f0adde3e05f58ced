package dk.bykassen.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Frames;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes PDF documents (PDF/UA: tagged, with title and language) from templates. A template is written as well-formed XHTML
 * inside {@code @template.paper.sheet}, which brings the page, its foot and its style. Nothing is fetched from anywhere: what
 * a document shows stands in its template.
 *
 * <p>The layout engine takes about a millisecond and a third of a megabyte for each row of a table. What may have thousands
 * of rows is a {@link #booklet}.
 */
@Component
public class Papers {

    /** DejaVu has the letters of most names there are; what it lacks is shown as an empty box. */
    private static final String FONT = "DejaVu Sans";

    /** XML 1.0 has no way to write these. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    static {
        XRLog.setLoggingEnabled(false);
    }

    private final TemplateEngine templates;
    private final Frames frames;

    Papers(TemplateEngine templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    /**
     * The document.
     *
     * @param template under {@code src/main/jte} without its ending; it has the parameters {@code Tenant tenant} and
     *     {@code Wording words} beside those of {@code model}
     */
    public byte[] pdf(String template, Map<String, ? extends @Nullable Object> model, Locale language) {
        Map<String, @Nullable Object> whole = new HashMap<>(model);
        whole.put("tenant", Tenants.current());
        whole.put("words", frames.wording(language));
        var html = new StringOutput(64 * 1024);
        templates.render(template + ".jte", whole, html);
        var pdf = new ByteArrayOutputStream(64 * 1024);
        try {
            new PdfRendererBuilder()
                    .useFastMode()
                    .usePdfUaAccessibility(true)
                    .useFont(() -> font("DejaVuSans.ttf"), FONT, 400, FontStyle.NORMAL, true)
                    .useFont(() -> font("DejaVuSans-Bold.ttf"), FONT, 700, FontStyle.NORMAL, true)
                    .useExternalResourceAccessControl(
                            (address, kind) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                    .useExternalResourceAccessControl(
                            (address, kind) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                    .withHtmlContent(writable(html.toString()), null)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    /**
     * A document of many rows.
     *
     * @param title its first heading as well
     */
    public byte[] booklet(String title, Locale language, Booklet.Writer writer) {
        String author = Tenants.current().legalName();
        var pdf = new ByteArrayOutputStream(64 * 1024);
        try (var document = new PDDocument()) {
            var booklet = new Booklet(document, title, author, language);
            writer.write(booklet);
            booklet.save(author, pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    static String writable(String text) {
        return UNWRITABLE.matcher(text).replaceAll("");
    }

    static InputStream font(String file) {
        InputStream found = Papers.class.getResourceAsStream("/paper/" + file);
        if (found == null) {
            throw new IllegalStateException("the font " + file + " is missing");
        }
        return found;
    }
}
