package dk.bykassen.device;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** TLS of the lean door, by one of Spring's SSL bundles; a bundle that is read anew holds for the next connection. */
final class Encryption {

    /** Handshakes reckon for milliseconds, which the other connections of a loop do not wait for. */
    private static final Executor HANDSHAKES =
            work -> Thread.ofVirtual().name("device-tls").start(work);

    private volatile @Nullable JdkSslContext context;

    /** @param bundle its name; empty for none */
    Encryption(String bundle, SslBundles bundles) {
        if (!bundle.isEmpty()) {
            context = of(bundles.getBundle(bundle));
            bundles.addBundleUpdateHandler(bundle, fresh -> context = of(fresh));
        }
    }

    Optional<SslHandler> of(SocketChannel channel) {
        JdkSslContext known = context;
        return known == null ? Optional.empty() : Optional.of(known.newHandler(channel.alloc(), HANDSHAKES));
    }

    private static JdkSslContext of(SslBundle bundle) {
        String[] ciphers = bundle.getOptions().getCiphers();
        String[] protocols = bundle.getOptions().getEnabledProtocols();
        return new JdkSslContext(
                bundle.createSslContext(),
                false,
                ciphers == null ? null : List.of(ciphers),
                SupportedCipherSuiteFilter.INSTANCE,
                ApplicationProtocolConfig.DISABLED,
                ClientAuth.NONE,
                protocols == null ? new String[] {"TLSv1.3", "TLSv1.2"} : protocols,
                false);
    }
}
