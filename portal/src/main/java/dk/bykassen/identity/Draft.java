package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form that was sent when nobody was signed in any more.
 *
 * @param action where it was sent
 * @param page the page it stood on, null where that is unknown
 * @param fields what it said, in order
 */
public record Draft(String action, @Nullable String page, Map<String, List<String>> fields) {

    private static final int MOST_FIELDS = 60;
    private static final int MOST_CHARACTERS = 16_000;
    /** Fields that are not kept for an hour, however well sealed; a form without them says nothing and is not kept either. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|secret|token|cvc).*|(.*-)?code|pin|otp|old|new|again");
    /** Whatever tells things apart inside the portal, not what somebody typed. */
    private static final Pattern INNER = Pattern.compile("[0-9a-fA-F-]{16,}");

    /** The form a request carries; empty where it is not worth keeping, or not to be kept. */
    static Optional<Draft> of(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType());
        String query = request.getQueryString();
        String action = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (!request.getMethod().equals("POST")
                || !type.startsWith("application/x-www-form-urlencoded")
                || ReturnPath.of(action).isEmpty()) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<String, List<String>>();
        int characters = 0;
        for (Map.Entry<String, String[]> field : request.getParameterMap().entrySet()) {
            String name = field.getKey();
            if (SECRET.matcher(name).matches()) {
                return Optional.empty();
            }
            if (!name.equals(ForgeryGuard.FIELD) && !name.equals(Drafts.FIELD)) {
                fields.put(name, List.of(field.getValue()));
                characters += name.length() + String.join("", field.getValue()).length();
            }
        }
        return fields.isEmpty() || fields.size() > MOST_FIELDS || characters > MOST_CHARACTERS
                ? Optional.empty()
                : Optional.of(new Draft(action, ReturnPath.back(request), fields));
    }

    /** What the person will know again. */
    public List<String> words() {
        return fields.values().stream()
                .flatMap(List::stream)
                .map(String::strip)
                .filter(value -> !value.isEmpty() && !INNER.matcher(value).matches())
                .distinct()
                .toList();
    }

    /** Never what it says: records end up in logs. */
    @Override
    public String toString() {
        return "Draft";
    }
}
