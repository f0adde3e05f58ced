package dk.bykassen.device;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody who is connected, and whether it is time to go. */
final class Crowd {

    /** Said to every conversation when the door closes: end with the next answer, or now. */
    static final Object FAREWELL = new Object();

    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    /** Bodies that come in one piece are small and soon gone; of those that come in parts so many bytes may be kept. */
    private static final long LADEN = 32L * 1024 * 1024;

    private final AtomicLong held = new AtomicLong();
    private volatile boolean leaving;

    int enter(Channel channel) {
        channels.add(channel);
        return channels.size();
    }

    int size() {
        return channels.size();
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Takes, or gives back, room for parts of bodies. */
    void holds(long bytes) {
        if (bytes != 0) {
            held.addAndGet(bytes);
        }
    }

    boolean isLaden() {
        return held.get() > LADEN;
    }

    /** Waits until all have their answers, and sends the rest away. */
    void leave(long withinMillis) {
        leaving = true;
        channels.forEach(channel -> channel.pipeline().fireUserEventTriggered(FAREWELL));
        if (!channels.newCloseFuture().awaitUninterruptibly(withinMillis, TimeUnit.MILLISECONDS)) {
            channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }
}
