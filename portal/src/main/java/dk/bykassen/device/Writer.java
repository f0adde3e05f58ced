package dk.bykassen.device;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Writes answers in the words of HTTP. Of the headers for browsers only those that say something to a device are sent. */
final class Writer {

    private static final AsciiString REQUEST_ID = AsciiString.cached("X-Request-Id");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("X-Content-Type-Options");

    /** Only the API's own names and values are written, none that a device sent. */
    private static final DefaultHttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private volatile Second now = new Second(0, "");

    private record Second(long second, CharSequence date) {}

    /** @param request null when it could not even be read */
    void write(
            ChannelHandlerContext context,
            @Nullable HttpRequest request,
            Reply reply,
            String requestId,
            boolean goesOn) {
        boolean isHead = request != null && request.method().equals(HttpMethod.HEAD);
        ByteBuf body = isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(reply.body());
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body, HEADERS, HEADERS);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.DATE, date());
        headers.set(REQUEST_ID, requestId);
        headers.set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        if (!reply.type().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, reply.type());
        }
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(reply.body().length));
        reply.headers().forEach(headers::set);
        if (!goesOn) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request != null && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        context.writeAndFlush(response, context.voidPromise());
    }

    /** Tells a device that asked first that its body is welcome. */
    void goAhead(ChannelHandlerContext context) {
        context.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER),
                context.voidPromise());
    }

    /** Closes our side after what was written; false when that cannot be told the other side without closing all. */
    boolean closesItsSide(ChannelHandlerContext context) {
        if (context.pipeline().get(SslHandler.class) == null && context.channel() instanceof DuplexChannel channel) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> channel.shutdownOutput());
            return true;
        }
        return false;
    }

    /** Closes when all that was written has gone out. */
    void close(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private CharSequence date() {
        Instant instant = Instant.now();
        Second known = now;
        if (known.second() != instant.getEpochSecond()) {
            known = new Second(
                    instant.getEpochSecond(),
                    AsciiString.cached(DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC))));
            now = known;
        }
        return known.date();
    }
}
