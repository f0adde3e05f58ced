package dk.bykassen.link;

import dk.bykassen.card.AccountLeft;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Stands in for the modules that keep something between a person and an account. */
@Component
class LinkEar implements AccountLeft {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void left(long person, long account, Why why) {
        heard.add(person + " leaves " + account + " " + why);
    }

    /** Why somebody left an account, each time. */
    List<String> heardOf(long person, long account) {
        String about = person + " leaves " + account + " ";
        return heard.stream()
                .filter(line -> line.startsWith(about))
                .map(line -> line.substring(about.length()))
                .toList();
    }
}
