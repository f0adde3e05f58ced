package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import java.util.function.Predicate;

/**
 * A page of somebody's own profile, declared as a bean by the module that owns it. The pages show the tabs of all modules
 * with {@code @template.profile.tabs(f = f)}.
 *
 * @param path such as {@code /profile/consents}
 * @param label message key
 * @param order where it stands among all modules' tabs, small first
 * @param offered whether the tenant has it; asked in a transaction of the request, so answer from memory or one short query
 */
public record ProfileTab(String path, String label, int order, Predicate<Tenant> offered) {

    public ProfileTab(String path, String label, int order) {
        this(path, label, order, everywhere -> true);
    }
}
