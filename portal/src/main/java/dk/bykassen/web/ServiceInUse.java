package dk.bykassen.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A module's part of "services in use" on somebody's profile, declared as a bean. */
public interface ServiceInUse {

    /** What that person uses, in order; empty when nothing. Called in a transaction of the request. */
    List<Use> of(Viewer.Person person);

    /**
     * @param title message key, with {@code arguments}
     * @param detail message key of a second line with {@code detailArguments}, or null
     * @param icon icon name
     * @param href where it is seen and changed
     */
    record Use(
            String title,
            List<Object> arguments,
            @Nullable String detail,
            List<Object> detailArguments,
            String icon,
            String href) {}
}
