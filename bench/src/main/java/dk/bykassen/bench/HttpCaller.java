package dk.bykassen.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One shopper on one connection. Everything happens on the generator's only thread. */
final class HttpCaller extends ChannelInboundHandlerAdapter {

    /** @param requests by town, till and lunch */
    record Stock(Region region, Request[][][] requests) {}

    private final Stock stock;
    private final Shopper shopper;
    private final Clock clock;
    private final Pace pace;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Response response = new Response();
    private @Nullable ChannelHandlerContext context;
    private long due;

    /** Writes the second at hand once for everybody who asks in it. */
    static final class Clock {
        private long second;
        private byte[] written = new byte[0];

        byte[] write(long at) {
            if (at != second) {
                second = at;
                written = Request.at(at);
            }
            return written;
        }
    }

    HttpCaller(Stock stock, Shopper shopper, Clock clock, Pace pace) {
        this.stock = stock;
        this.shopper = shopper;
        this.clock = clock;
        this.pace = pace;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    void finish() {
        done.complete(null);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** @param when the purchase should have been asked for: the time it takes is counted from then */
    void ask(long when) {
        ChannelHandlerContext line = context;
        if (line == null) {
            throw new IllegalStateException("not connected");
        }
        due = when;
        shopper.next(System.currentTimeMillis());
        Region region = stock.region();
        Request[][] town = stock.requests()[region.townOf(shopper.card())];
        Request request = town[shopper.number() % town.length][shopper.lunch()];
        ByteBuf bytes = line.alloc().directBuffer(request.length());
        request.write(
                bytes, shopper.high(), shopper.low(), region.numberInTown(shopper.card()), clock.write(shopper.at()));
        line.writeAndFlush(bytes, line.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext line, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (!response.hear(bytes)) {
                return;
            }
        } finally {
            bytes.release();
        }
        long nanos = System.nanoTime() - due;
        switch (response.status()) {
            case 200 -> {
                if (!response.isFor(shopper.high(), shopper.low())) {
                    shopper.journal().fault("the answer was another purchase's");
                }
                shopper.hears(response.verdict(), response.balance(), response.replayed(), nanos);
            }
            case 503 -> shopper.hearsNothing();
            default -> throw new IllegalStateException("unexpected: " + response);
        }
        response.forget();
        pace.free(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext line) {
        done.completeExceptionally(new IllegalStateException("the door hung up"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext line, Throwable failure) {
        done.completeExceptionally(failure);
        line.close();
    }
}
