package dk.bykassen.staff;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Brings in customers of an older system: a file, a look at what it would do, a yes, and progress that can be left. */
@Controller
class ImportsController {

    private static final Set<String> STATES = Set.of("new", "known", "faulty", "imported");
    private static final int MOST_PAGES = 10_000;

    private final Imports imports;

    ImportsController(Imports imports) {
        this.imports = imports;
    }

    @GetMapping("/staff/imports")
    @Needs(Right.IMPORT_PEOPLE)
    Page page() {
        return page(Form.empty());
    }

    @PostMapping("/staff/imports")
    @Needs(Right.IMPORT_PEOPLE)
    Answer upload(@RequestParam(name = "file", required = false) @Nullable MultipartFile sent, StaffMember member)
            throws IOException {
        Form form = Form.empty();
        if (sent == null
                || sent.getOriginalFilename() == null
                || sent.getOriginalFilename().isBlank()) {
            form.reject("file", "staff.import.trouble.no-file");
            return page(form).refused();
        }
        try {
            CustomerFile file = CustomerFile.of(sent.getBytes());
            UUID id = imports.upload(member, name(sent.getOriginalFilename()), file, file.count());
            return SeeOther.to("/staff/imports/" + id);
        } catch (CustomerFile.Unreadable unreadable) {
            form.reject("file", unreadable.trouble().words());
            return page(form).refused();
        }
    }

    @GetMapping("/staff/imports/{id}")
    @Needs(Right.IMPORT_PEOPLE)
    Page one(
            @PathVariable UUID id,
            @RequestParam(name = "show", defaultValue = "") String show,
            @RequestParam(name = "page", defaultValue = "1") int page) {
        CustomerImport found = imports.find(id).orElseThrow(Problem::notFound);
        int shown = Math.clamp(page, 1, MOST_PAGES);
        String state = STATES.contains(show) ? show : usual(found);
        return Page.of("staff/import")
                .with("it", found)
                .with("show", state)
                .with("page", shown)
                .with("lines", found.isUnderWay() ? null : imports.lines(found, state, shown));
    }

    @PostMapping("/staff/imports/{id}/confirm")
    @Needs(Right.IMPORT_PEOPLE)
    SeeOther confirm(@PathVariable UUID id, StaffMember member) {
        return SeeOther.to("/staff/imports/"
                + imports.confirm(member, id).orElseThrow(Problem::notFound).publicId());
    }

    @PostMapping("/staff/imports/{id}/discard")
    @Needs(Right.IMPORT_PEOPLE)
    SeeOther discard(@PathVariable UUID id, StaffMember member) {
        return imports.discard(member, id)
                ? SeeOther.to("/staff/imports").saying("staff.notice.import-discarded")
                : SeeOther.to("/staff/imports");
    }

    private Page page(Form form) {
        return Page.of("staff/imports").with("all", imports.newest()).with("form", form);
    }

    /** What wants a look first: what is at fault, else what there is. */
    private static String usual(CustomerImport found) {
        CustomerImport.Tally tally = found.tally();
        return tally.faulty() > 0 ? "faulty" : tally.fresh() > 0 ? "new" : tally.known() > 0 ? "known" : "imported";
    }

    /** The last part of the path some browsers send, without what no file is called. */
    private static String name(String sent) {
        String name =
                sent.replaceAll("[\\p{Cntrl}]", "").replaceAll(".*[/\\\\]", "").strip();
        return name.isEmpty() ? "?" : name.length() > 200 ? name.substring(0, 200) : name;
    }
}
