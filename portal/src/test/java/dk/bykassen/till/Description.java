package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code openapi.json} as a judge of real requests and answers. */
final class Description {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode DOCUMENT = read();
    private static final Map<String, com.networknt.schema.Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Description() {}

    /** Fails when {@code heard} is not among the answers described for that operation. */
    static void holds(String method, String path, TillClient.Heard heard) {
        JsonNode operation = DOCUMENT.at("/paths/" + template(path).replace("/", "~1") + "/" + method);
        assertThat(operation.isObject()).as("%s %s is described", method, path).isTrue();
        JsonNode response = resolved(operation.get("responses").path(String.valueOf(heard.status())));
        assertThat(response.isObject())
                .as("%s %s may answer %s", method, path, heard.status())
                .isTrue();
        String type =
                heard.raw().headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode content = response.get("content").path(type);
        assertThat(content.isObject())
                .as("%s %s may answer %s as %s", method, path, heard.status(), type)
                .isTrue();
        assertThat(complaints(content.at("/schema/$ref").stringValue(), heard.body()))
                .as("%s %s answered %s", method, path, heard.body())
                .isEmpty();
        if (heard.isReplayed()) {
            assertThat(response.at("/headers/Idempotent-Replayed").isObject()).isTrue();
        }
        if (heard.status() == 503) {
            assertThat(heard.raw().headers().firstValue("Retry-After")).isPresent();
        }
    }

    /** What is wrong with {@code instance} as a {@code #/components/schemas/…}. */
    static List<String> complaints(String schema, JsonNode instance) {
        return SCHEMAS.computeIfAbsent(schema, Description::compile).validate(instance).stream()
                .map(Error::toString)
                .toList();
    }

    private static com.networknt.schema.Schema compile(String reference) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", reference);
        root.set("components", DOCUMENT.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    private static String template(String path) {
        return path.replaceFirst("^/purchases/[^/]+", "/purchases/{id}")
                .replaceFirst("^/cards/[^/]+", "/cards/{number}");
    }

    private static JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : DOCUMENT.at(reference.stringValue().substring(1));
    }

    private static JsonNode read() {
        try (InputStream in = Description.class.getResourceAsStream("/openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
