package dk.bykassen.staff;

import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Which word of the directory is which role: a table, and a page that shows what a change means before it is made. */
@Controller
class RolesController {

    private static final int LONGEST_CLAIM = 200;

    private final RoleMappings mappings;

    RolesController(RoleMappings mappings) {
        this.mappings = mappings;
    }

    @GetMapping("/staff/roles")
    @Needs(Right.MANAGE_USERS)
    Page page() {
        return page(Form.empty());
    }

    @GetMapping("/staff/roles/change")
    @Needs(Right.MANAGE_USERS)
    Page ask(HttpServletRequest request) {
        Form form = Form.of(request);
        return read(form)
                .map(mapping -> confirm(form, mapping))
                .orElseGet(() -> page(form).refused());
    }

    @PostMapping("/staff/roles/change")
    @Needs(Right.MANAGE_USERS)
    Answer change(HttpServletRequest request, StaffMember member) {
        Form form = Form.of(request);
        RoleMapping mapping = read(form).orElse(null);
        if (mapping == null) {
            return page(form).refused();
        }
        RoleMappings.Change change = isRemoval(form) ? mappings.remove(member, mapping) : mappings.add(member, mapping);
        return switch (change) {
            case DONE -> SeeOther.to("/staff/roles").saying("staff.notice.roles-changed");
            case NOTHING_TO_DO -> SeeOther.to("/staff/roles").saying("staff.notice.roles-as-they-were");
            case NOBODY_LEFT -> {
                form.reject("claim", "staff.roles.last-administrator");
                yield confirm(form, mapping).refused();
            }
        };
    }

    private Page page(Form form) {
        return Page.of("staff/roles").with("mappings", mappings.all()).with("form", form);
    }

    private Page confirm(Form form, RoleMapping mapping) {
        return Page.of("staff/roles-change")
                .with("form", form)
                .with("claim", mapping.claim())
                .with("role", mapping.role())
                .with("isRemoval", isRemoval(form))
                .with("concerned", mappings.concerned(mapping.claim()));
    }

    private static Optional<RoleMapping> read(Form form) {
        String claim = form.value("claim");
        Optional<Role> role = Role.coded(form.value("role"));
        if (claim.isEmpty() || claim.length() > LONGEST_CLAIM) {
            form.reject("claim", "staff.roles.claim.wrong");
        }
        if (role.isEmpty()) {
            form.reject("role", "staff.roles.role.wrong");
        }
        return form.hasFaults() ? Optional.empty() : role.map(known -> new RoleMapping(claim, known));
    }

    private static boolean isRemoval(Form form) {
        return form.value("act").equals("remove");
    }
}
