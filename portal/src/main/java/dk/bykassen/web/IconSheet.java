package dk.bykassen.web;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.Set;
import java.util.TreeSet;

/** The icons one page uses: collected while its content is written, then put once into the page. */
public final class IconSheet {

    private final Icons icons;
    private final Set<String> used = new TreeSet<>();
    private boolean written;

    IconSheet(Icons icons) {
        this.icons = icons;
    }

    public Content icon(String name) {
        return icon(name, "");
    }

    /** An icon with extra classes, hidden from screen readers: the words beside it say what it means. */
    public Content icon(String name, String classes) {
        if (written && !used.contains(name)) {
            throw new IllegalStateException(
                    "the icon " + name + " comes after the page's symbols: render its part first");
        }
        icons.symbol(name);
        used.add(name);
        String all = classes.isEmpty() ? "i" : "i " + classes;
        return output -> output.writeContent(
                "<svg class=\"" + all + "\" aria-hidden=\"true\"><use href=\"#" + name + "\"/></svg>");
    }

    /** The symbols of the icons used so far. */
    public void writeSymbols(TemplateOutput output) {
        written = true;
        if (used.isEmpty()) {
            return;
        }
        output.writeContent("<svg class=\"sheet\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
        used.forEach(name -> output.writeContent(icons.symbol(name)));
        output.writeContent("</svg>");
    }
}
