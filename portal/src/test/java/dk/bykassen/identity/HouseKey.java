package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frame;
import dk.bykassen.web.Open;
import dk.bykassen.web.SeeOther;
import gg.jte.Content;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A way in that is no eID, in towns that want it: whoever shows the number of a person's key is that person. */
@Controller
@Open
class HouseKey implements SignInOption {

    private record Key(int tenant, long person) {}

    private final Sessions sessions;
    private final Set<Integer> towns = ConcurrentHashMap.newKeySet();
    private final Map<Key, Instant> given = new ConcurrentHashMap<>();

    HouseKey(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The current town hands out keys. */
    void offer() {
        towns.add(Tenants.current().id());
    }

    void give(Person person) {
        given.put(key(person.id()), Instant.now());
    }

    @PostMapping("/sign-in/house-key")
    Answer open(
            @RequestParam("key") long person,
            @RequestParam(name = "to", required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        return boundTo(person).isPresent()
                ? SeeOther.to(sessions.arrive(request, response, person, way(), null, to))
                : SeeOther.to("/sign-in");
    }

    @Override
    public String way() {
        return "house-key";
    }

    @Override
    public String label() {
        return "web.sign-in";
    }

    @Override
    public boolean offered() {
        return towns.contains(Tenants.current().id());
    }

    @Override
    public Content content(Frame f, Form form, String to) {
        return output -> {
            output.writeContent("<form method=\"post\" action=\"/sign-in/house-key\">");
            f.csrf().writeTo((gg.jte.html.HtmlTemplateOutput) output);
            output.writeContent("</form>");
        };
    }

    @Override
    public Optional<Bound> boundTo(long person) {
        return Optional.ofNullable(given.get(key(person))).map(since -> new Bound(since, null));
    }

    @Override
    public String page() {
        return "/closed-room";
    }

    @Override
    public void remove(long person) {
        given.remove(key(person));
    }

    private static Key key(long person) {
        return new Key(Tenants.current().id(), person);
    }
}
