package dk.bykassen.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Shoppers at the lean door, each on a connection that is kept; one thread serves them all. */
final class CrowdOverHttp implements Crowd {

    private final OutletProcess outlet;
    private final HttpCaller.Stock stock;
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Channel> channels = new ArrayList<>();
    private List<HttpCaller> callers = List.of();

    /** @param path where purchases go */
    CrowdOverHttp(Region region, OutletProcess outlet, String path) {
        this.outlet = outlet;
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
                .map(shopper -> new HttpCaller(stock, shopper, clock))
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
        loop.execute(() -> {
            for (int i = 0; i < callers.size(); i++) {
                callers.get(i).begin(channels.get(i).pipeline().lastContext(), until);
            }
        });
        CompletableFuture.allOf(callers.stream().map(HttpCaller::done).toArray(CompletableFuture[]::new))
                .join();
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
    public long resident() throws Exception {
        return outlet.resident();
    }

    @Override
    public void close() throws Exception {
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    }
}
