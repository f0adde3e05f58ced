package dk.bykassen.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Shoppers at the lean door, each on a connection that is kept; one thread serves them all. */
final class CrowdOverHttp implements Crowd {

    private final OutletProcess outlet;
    private final HttpCaller.Stock stock;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop thread = (EventLoop) loop.next();
    private final List<Channel> channels = new ArrayList<>();
    private final DoubleSupplier perSecond;
    private List<HttpCaller> callers = List.of();
    private Pace pace = HttpCaller::finish;
    private int turns;

    /** Each asks again as soon as it is answered. @param path where purchases go */
    CrowdOverHttp(Region region, OutletProcess outlet, String path) {
        this(region, outlet, path, () -> 0);
    }

    /** @param perSecond how many purchases arrive by themselves; 0: each asks again as soon as it is answered */
    CrowdOverHttp(Region region, OutletProcess outlet, String path, DoubleSupplier perSecond) {
        this.outlet = outlet;
        this.perSecond = perSecond;
        this.stock = new HttpCaller.Stock(region, requests(region, outlet.port(), path));
    }

    private static Request[][][] requests(Region region, int port, String path) {
        return region.towns().stream()
                .map(town -> town.tills().stream()
                        .map(till -> Lunch.MENU.stream()
                                .map(lunch -> Request.of(path, port, till.key(), lunch))
                                .toArray(Request[]::new))
                        .toArray(Request[][]::new))
                .toArray(Request[][][]::new);
    }

    @Override
    public void gather(List<Shopper> shoppers) throws InterruptedException {
        var clock = new HttpCaller.Clock();
        callers = shoppers.stream()
                .map(shopper -> new HttpCaller(stock, shopper, clock, caller -> pace.free(caller)))
                .toList();
        for (HttpCaller caller : callers) {
            channels.add(connect(caller));
        }
    }

    private Channel connect(HttpCaller caller) throws InterruptedException {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(caller);
                    }
                })
                .connect("127.0.0.1", outlet.port())
                .sync()
                .channel();
    }

    @Override
    public void shop(List<Shopper> shoppers, long until) {
        double rate = perSecond.getAsDouble();
        if (rate > 0) {
            var open = new OpenLoop(thread, callers);
            pace = open;
            open.run(rate, ++turns, until);
        } else {
            pace = caller -> askAgain(caller, until);
            thread.execute(() -> callers.forEach(pace::free));
        }
        CompletableFuture.allOf(callers.stream().map(HttpCaller::done).toArray(CompletableFuture[]::new))
                .join();
    }

    private static void askAgain(HttpCaller caller, long until) {
        long now = System.nanoTime();
        if (now < until) {
            caller.ask(now);
        } else {
            caller.finish();
        }
    }

    @Override
    public void settle() throws Exception {
        for (Channel channel : channels) {
            channel.close().sync();
        }
        channels.clear();
        callers = List.of();
        outlet.settle();
    }

    @Override
    public Optional<OutletProcess> outlet() {
        return Optional.of(outlet);
    }

    @Override
    public void close() throws Exception {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
}
