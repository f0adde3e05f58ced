package dk.bykassen.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;

/** One shopper on one connection. Everything happens on the generator's only thread. */
final class HttpCaller extends ChannelInboundHandlerAdapter {

    /** @param requests by town, till and lunch */
    record Stock(Region region, Request[][][] requests) {}

    private final Stock stock;
    private final Shopper shopper;
    private final Clock clock;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Response response = new Response();
    private long until;
    private long asked;

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

    HttpCaller(Stock stock, Shopper shopper, Clock clock) {
        this.stock = stock;
        this.shopper = shopper;
        this.clock = clock;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    /** Begins, and goes on until then. */
    void begin(ChannelHandlerContext context, long end) {
        until = end;
        ask(context);
    }

    private void ask(ChannelHandlerContext context) {
        asked = System.nanoTime();
        if (asked >= until) {
            done.complete(null);
            return;
        }
        shopper.next(System.currentTimeMillis());
        Region region = stock.region();
        Request[][] town = stock.requests()[region.townOf(shopper.card())];
        Request request = town[shopper.number() % town.length][shopper.lunch()];
        ByteBuf bytes = context.alloc().directBuffer(request.length());
        request.write(
                bytes, shopper.high(), shopper.low(), region.numberInTown(shopper.card()), clock.write(shopper.at()));
        context.writeAndFlush(bytes, context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (!response.hear(bytes)) {
                return;
            }
        } finally {
            bytes.release();
        }
        long nanos = System.nanoTime() - asked;
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
        ask(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        done.completeExceptionally(new IllegalStateException("the door hung up"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        done.completeExceptionally(failure);
        context.close();
    }
}
