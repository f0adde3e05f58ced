package dk.bykassen.device;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;

/**
 * A port of their own for tills, cameras and wardens' devices, so that a town can open it to its devices' network and to
 * nobody else. Only {@code /api/} answers there, the same as on the portal's port, without what a page needs and a device
 * does not: sessions, security chains, content negotiation, a thread per request.
 */
final class LeanDoor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeanDoor.class);
    /** Callers who find no room are told so; beyond this many times the room they are not even told. */
    private static final int TOLD = 2;

    private final DoorSettings settings;
    private final Reception reception;
    private final Encryption encryption;
    private final MeterRegistry meters;
    private final Writer writer = new Writer();
    private volatile @Nullable Opened opened;

    LeanDoor(DoorSettings settings, Reception reception, Encryption encryption, MeterRegistry meters) {
        this.settings = settings;
        this.reception = reception;
        this.encryption = encryption;
        this.meters = meters;
    }

    private record Opened(EventLoopGroup loops, Channel door, Crowd crowd) {}

    @Override
    public synchronized void start() {
        var loops = new MultiThreadIoEventLoopGroup(settings.loops(), NioIoHandler.newFactory());
        var crowd = new Crowd();
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        welcome(channel, crowd);
                    }
                })
                .bind(settings.address(), settings.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw bound.cause() instanceof BindException
                    ? new PortInUseException(settings.port(), bound.cause())
                    : new IllegalStateException("the device door does not open", bound.cause());
        }
        opened = new Opened(loops, bound.channel(), crowd);
        Gauge.builder("bykassen.device.connections", this, LeanDoor::connections)
                .description("Devices that are connected")
                .register(meters);
    }

    /** As {@link #stop()}, while the portal's own port stops too. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofVirtual().name("device-farewell").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    /** Answers what was accepted, then closes. */
    @Override
    public synchronized void stop() {
        Opened known = opened;
        if (known == null) {
            return;
        }
        known.door().close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        known.crowd().leave(settings.farewell().toMillis());
        known.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        opened = null;
        LOG.debug("the device door is closed");
    }

    @Override
    public boolean isRunning() {
        return opened != null;
    }

    /** Opens and closes with the portal's own port: before what decides purchases stops. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1024;
    }

    /** Where the door is; for tests, which let it choose. */
    int port() {
        return ((InetSocketAddress) known().door().localAddress()).getPort();
    }

    Crowd crowd() {
        return known().crowd();
    }

    private Opened known() {
        Opened known = opened;
        if (known == null) {
            throw new IllegalStateException("the door is closed");
        }
        return known;
    }

    private int connections() {
        Opened known = opened;
        return known == null ? 0 : known.crowd().size();
    }

    private void welcome(SocketChannel channel, Crowd crowd) {
        int present = crowd.enter(channel);
        if (present > settings.connections() * TOLD) {
            channel.close();
            return;
        }
        encryption.of(channel).ifPresent(tls -> {
            tls.setHandshakeTimeoutMillis(settings.patience().toMillis());
            channel.pipeline().addLast(tls);
        });
        channel.pipeline()
                .addLast(new StrictDecoder())
                .addLast(new HttpResponseEncoder())
                .addLast(new Conversation(reception, writer, settings, crowd, present > settings.connections()));
    }
}
