package dk.bykassen.message;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dk.bykassen.kernel.Keyring;
import java.util.Base64;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Writes notices down and reads them again: the components of records, secrets sealed, nothing that methods compute. */
@Component
class NoticeJson {

    private static final String PURPOSE = "message-secret";

    private final Keyring keyring;
    private final JsonMapper whole;
    private final JsonMapper withoutSecrets;

    NoticeJson(Keyring keyring) {
        this.keyring = keyring;
        this.whole = mapper(new Sealing());
        this.withoutSecrets = mapper(new Forgetting());
    }

    String write(Notice notice) {
        return whole.writeValueAsString(notice);
    }

    /** The notice as it is kept after it was sent. */
    String writeWithoutSecrets(Notice notice) {
        return withoutSecrets.writeValueAsString(notice);
    }

    <T extends Notice> T read(String json, Class<T> type) {
        return whole.readValue(json, type);
    }

    private JsonMapper mapper(ValueSerializer<Secret> secrets) {
        return JsonMapper.builder()
                .changeDefaultVisibility(all -> all.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                        .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
                .addModule(new SimpleModule()
                        .addSerializer(Secret.class, secrets)
                        .addDeserializer(Secret.class, new Opening()))
                .build();
    }

    private final class Sealing extends ValueSerializer<Secret> {
        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializationContext context) {
            out.writeString(Base64.getEncoder().encodeToString(keyring.encrypt(PURPOSE, secret.words())));
        }
    }

    private static final class Forgetting extends ValueSerializer<Secret> {
        @Override
        public void serialize(Secret secret, JsonGenerator out, SerializationContext context) {
            out.writeString("");
        }
    }

    private final class Opening extends ValueDeserializer<Secret> {
        @Override
        public Secret deserialize(JsonParser in, DeserializationContext context) {
            String sealed = in.getString();
            try {
                return sealed.isEmpty()
                        ? Secret.FORGOTTEN
                        : new Secret(
                                keyring.decrypt(PURPOSE, Base64.getDecoder().decode(sealed)));
            } catch (IllegalStateException keyIsGone) {
                // It waited longer than the key was kept, and than what it opens: the rest of the message stays
                // readable.
                return Secret.FORGOTTEN;
            }
        }
    }
}
