package dk.bykassen.identity;

import dk.bykassen.message.Messages;
import org.springframework.stereotype.Component;

/** What was written to somebody goes over when two persons prove to be one; module message knows no persons of its own. */
@Component
class MessageReunion implements Reunion {

    private final Messages messages;

    MessageReunion(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void move(long from, long to) {
        messages.handOver(from, to);
    }
}
