package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.web.HostRule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** The lean door behind a certificate made for the story. */
@TownTest
class LeanDoorEncryptionTest {

    private static final String PASSWORD = "changeit";
    private static final String HELLO = "GET /api/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    @Autowired
    Answers answers;

    @Autowired
    HostRule hosts;

    @TempDir
    Path keys;

    private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
    private KeyStore first;
    private LeanDoor door;

    @BeforeEach
    void openADoor() throws Exception {
        first = certificate("first");
        bundles.registerBundle("devices", bundle(first));
        var meters = new SimpleMeterRegistry();
        var settings = new DoorSettings(
                "127.0.0.1", 0, 1, 8, 2, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(5));
        DeviceApi api = () -> List.of(Route.get(
                "/api/hello",
                call -> new Reply(200, "text/plain", Map.of(), "hello".getBytes(StandardCharsets.UTF_8))));
        door = new LeanDoor(
                settings,
                new Reception(List.of(api), answers, hosts, meters, 2),
                new Encryption("devices", bundles),
                meters);
        door.start();
    }

    @AfterEach
    void closeIt() {
        door.stop();
    }

    @Test
    void aLineIsEncryptedAndKept() throws Exception {
        try (SSLSocket socket = dial(first);
                Line line = new Line(socket)) {
            assertThat(line.say(HELLO).hear().body()).isEqualTo("hello");
            assertThat(line.say(HELLO).hear().body()).isEqualTo("hello");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void plainWordsAreNotAnswered() throws IOException {
        try (Line line = Line.to(door.port())) {
            line.say(HELLO);
            assertThatThrownBy(line::hear).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anUnreadableRequestIsRefusedHereToo() throws Exception {
        try (Line line = new Line(dial(first))) {
            assertThat(line.say("lunch please\r\n\r\n").hear().status()).isEqualTo(400);
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void aNewCertificateHoldsForTheNextLine() throws Exception {
        KeyStore second = certificate("second");
        try (Line before = new Line(dial(first))) {
            assertThat(before.say(HELLO).hear().status()).isEqualTo(200);

            bundles.updateBundle("devices", bundle(second));

            assertThat(before.say(HELLO).hear().status())
                    .as("the old line goes on")
                    .isEqualTo(200);
        }
        try (SSLSocket socket = dial(second)) {
            SSLSession session = socket.getSession();
            assertThat(((X509Certificate) session.getPeerCertificates()[0])
                            .getSubjectX500Principal()
                            .getName())
                    .isEqualTo("CN=second");
        }
    }

    private SSLSocket dial(KeyStore trusted) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", door.port());
        socket.startHandshake();
        return socket;
    }

    private static SslBundle bundle(KeyStore keys) {
        return SslBundle.of(SslStoreBundle.of(keys, PASSWORD, null));
    }

    /** A self-signed certificate and its key, by the JDK's own tool. */
    private KeyStore certificate(String name) throws Exception {
        Path file = keys.resolve(name + ".p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String words = "%s -genkeypair -alias door -keyalg EC -groupname secp256r1 -dname CN=%s -validity 2 "
                + "-ext san=ip:127.0.0.1 -storetype PKCS12 -storepass %s -keystore %s";
        Process made = new ProcessBuilder(
                        words.formatted(tool, name, PASSWORD, file).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(new File(keys.toFile(), "keytool.txt"))
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
