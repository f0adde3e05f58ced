package dk.bykassen.simulator.web;

/** What the frame around every page needs. */
public record Page(String title, Words words, String switchBase) {

    /** A page whose language links keep the rest of the query. */
    public static Page of(Request request, String title) {
        StringBuilder base = new StringBuilder("?");
        for (String pair : request.rawQuery().split("&")) {
            if (!pair.isEmpty() && !pair.startsWith("lang=") && !pair.startsWith("language=")) {
                base.append(pair).append('&');
            }
        }
        return new Page(title, request.words(), base.append("lang=").toString());
    }

    public String say(String key, Object... values) {
        return words.say(key, values);
    }
}
