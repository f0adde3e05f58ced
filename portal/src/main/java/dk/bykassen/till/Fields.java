package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a JSON object as a device sent them. Unknown fields are passed over, so that tills may say more than we
 * read; known ones must be of their type exactly, and nothing may stand twice.
 */
final class Fields {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String path;
    private final JsonNode object;

    private Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /** @throws Problem 400 when the body is not one JSON object */
    static Fields of(byte[] body) {
        JsonNode node;
        try {
            node = STRICT.readTree(body);
        } catch (JacksonException e) {
            throw malformed("The body is not JSON.");
        }
        if (node == null || !node.isObject()) {
            throw malformed("The body is not a JSON object.");
        }
        return new Fields("", node);
    }

    /** Text of 1 to {@code longest} characters that can be printed. */
    String text(String name, int longest) {
        return optionalText(name, longest).orElseThrow(() -> missing(name));
    }

    /** As {@link #text}; empty when the field is absent or null. */
    Optional<String> optionalText(String name, int longest) {
        JsonNode node = present(name);
        return node == null ? Optional.empty() : Optional.of(printable(name, node, longest));
    }

    /** A list of texts; empty when the field is absent or null. */
    List<String> optionalTexts(String name, int most, int longest) {
        JsonNode node = present(name);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(name, node, most)) {
            texts.add(printable(name, element, longest));
        }
        return texts;
    }

    /** A whole number; one that does not fit is as good as the largest. */
    long wholeNumber(String name) {
        JsonNode node = required(name, JsonNode::isIntegralNumber, "is not a whole number");
        return node.canConvertToLong()
                ? node.longValue()
                : node.bigIntegerValue().signum() * Long.MAX_VALUE;
    }

    /** A list of objects. */
    List<Fields> objects(String name, int most) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : list(name, required(name, JsonNode::isArray, "is not a list"), most)) {
            String where = path + name + "[" + objects.size() + "].";
            if (!element.isObject()) {
                throw malformed(where + " is not an object.");
            }
            objects.add(new Fields(where, element));
        }
        return objects;
    }

    Problem malformed(String name, String how) {
        return malformed("The field " + path + name + " " + how + ".");
    }

    Problem unusable(String type, String name, String how) {
        return new Problem(422, type, "The field " + path + name + " " + how + ".");
    }

    private String printable(String name, JsonNode node, int longest) {
        if (!node.isString()) {
            throw malformed(name, "is not text");
        }
        String text = node.stringValue().strip();
        if (text.isEmpty() || !isPrintable(text) || text.codePointCount(0, text.length()) > longest) {
            throw unusable("text-unusable", name, "is not text of 1 to " + longest + " printable characters");
        }
        return text;
    }

    /** No control characters, and no halves of characters, which no encoding has words for. */
    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isISOControl(letter)) {
                return false;
            }
            if (Character.isSurrogate(letter)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(letter, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private JsonNode list(String name, JsonNode node, int most) {
        if (!node.isArray()) {
            throw malformed(name, "is not a list");
        }
        if (node.size() > most) {
            throw unusable("too-many", name, "has more than " + most + " elements");
        }
        return node;
    }

    private JsonNode required(String name, Predicate<JsonNode> type, String otherwise) {
        JsonNode node = present(name);
        if (node == null) {
            throw missing(name);
        }
        if (!type.test(node)) {
            throw malformed(name, otherwise);
        }
        return node;
    }

    private @Nullable JsonNode present(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private Problem missing(String name) {
        return malformed(name, "is missing");
    }

    private static Problem malformed(String detail) {
        return new Problem(400, "malformed", detail);
    }
}
