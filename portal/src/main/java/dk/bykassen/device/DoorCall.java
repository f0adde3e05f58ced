package dk.bykassen.device;

import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that came in by the lean door, heard to its end. */
record DoorCall(HttpRequest head, byte[] content, Fault fault, String requestId, Map<String, String> variables)
        implements Call {

    /** What is wrong with the body; it is only said to those who may send one. */
    enum Fault {
        NONE,
        TOO_LARGE,
        INCOMPLETE
    }

    DoorCall with(Map<String, String> found) {
        return new DoorCall(head, content, fault, requestId, found);
    }

    @Override
    public @Nullable String header(String name) {
        return head.headers().get(name);
    }

    @Override
    public String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    @Override
    public byte[] body() {
        return switch (fault) {
            case NONE -> content;
            case TOO_LARGE -> throw Call.bodyTooLarge();
            case INCOMPLETE -> throw Call.bodyIncomplete();
        };
    }
}
