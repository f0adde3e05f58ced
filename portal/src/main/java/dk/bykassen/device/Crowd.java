package dk.bykassen.device;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.TimeUnit;

/** Everybody who is connected, and whether it is time to go. */
final class Crowd {

    /** Said to every conversation when the door closes: end with the next answer, or now. */
    static final Object FAREWELL = new Object();

    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
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

    /** Waits until all have their answers, and sends the rest away. */
    void leave(long withinMillis) {
        leaving = true;
        channels.forEach(channel -> channel.pipeline().fireUserEventTriggered(FAREWELL));
        if (!channels.newCloseFuture().awaitUninterruptibly(withinMillis, TimeUnit.MILLISECONDS)) {
            channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }
}
