package dk.bykassen.simulator.inbox;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Takes every mail for every recipient by SMTP, without sign-in, and keeps it. */
public final class MailServer implements AutoCloseable {

    private final GreenMail server;

    /**
     * Starts to listen on loopback.
     *
     * @param port 0 for any free one
     * @throws BindException when the port is taken
     */
    public MailServer(int port, Mails mails) throws IOException {
        server = new GreenMail(new ServerSetup(freePort(port), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getManagers().getUserManager().setMessageDeliveryHandler((message, recipient) -> {
            keep(mails, message, recipient);
            return new Nobody(recipient.getEmail());
        });
        server.start();
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void keep(Mails mails, MovingMessage message, MailAddress recipient) throws MessagingException {
        try {
            mails.keep(recipient.getEmail(), message.getMessage());
        } catch (IOException e) {
            throw new MessagingException("The message cannot be read", e);
        }
    }

    /** GreenMail waits for its server in vain when the port is taken; asking first gives a plain sentence at once. */
    private static int freePort(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new BindException(
                    "Port " + port + " is already in use, so the simulator's mail server cannot start.");
        }
    }

    /** GreenMail wants a mailbox to put the message into; ours is the database, so this one forgets. */
    private record Nobody(String address) implements GreenMailUser {

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public void deliver(MovingMessage message) {}

        @Override
        public void deliver(MimeMessage message) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }
    }
}
