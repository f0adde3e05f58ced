package dk.bykassen.device;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.RequestIds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one connection: one request at a time, answered in the order they came. Everything here happens on the
 * connection's own thread, which serves many others and never waits.
 */
final class Conversation extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** How much of a body that is too large is heard and thrown away, so that the device hears why before the line closes. */
    private static final long HEARD_OUT = 32L * 1024 * 1024;
    /** Pieces that may wait while a request is answered, before no more is read; and their bytes, for some are large. */
    private static final int PIECES = 32;

    private static final int WAITING = 64 * 1024;
    /** How long a closing line is listened to: closed over unread words, it would swallow our own last ones. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(2);

    private static final byte[] NOTHING = {};

    private final Reception reception;
    private final Writer writer;
    private final DoorSettings settings;
    private final Crowd crowd;
    private final boolean tooMany;

    private final Deque<HttpObject> heard = new ArrayDeque<>();
    private @Nullable HttpRequest head;
    private byte[] whole = NOTHING;
    private @Nullable ByteArrayOutputStream parts;
    private long size;
    /** How much of the room that all share this body takes. */
    private long held;

    private State state = State.LISTENING;
    private boolean draining;
    private boolean silent;
    private boolean spoken;
    private long deadline;
    private @Nullable ScheduledFuture<?> watch;

    private enum State {
        LISTENING,
        ANSWERING,
        /** The last answer is given, our side closed; what still comes is thrown away until the other side closes too. */
        LINGERING,
        DONE
    }

    /** @param tooMany whether to say only that there is no room */
    Conversation(Reception reception, Writer writer, DoorSettings settings, Crowd crowd, boolean tooMany) {
        this.reception = reception;
        this.writer = writer;
        this.settings = settings;
        this.crowd = crowd;
        this.tooMany = tooMany;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waitFor(settings.patience().toNanos());
        long look = Math.max(50, settings.patience().toMillis() / 10);
        watch = context.executor().scheduleWithFixedDelay(() -> look(context), look, look, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
        state = State.DONE;
        forget();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        spoken = true;
        if (state == State.LINGERING || state == State.DONE || !(message instanceof HttpObject piece)) {
            ReferenceCountUtil.release(message);
            return;
        }
        heard.add(piece);
        if (isEnough()) {
            context.channel().config().setAutoRead(false);
        }
        goOn(context);
    }

    private boolean isEnough() {
        int bytes = 0;
        for (HttpObject piece : heard) {
            bytes += piece instanceof HttpContent content ? content.content().readableBytes() : 0;
        }
        return bytes >= WAITING || heard.size() >= PIECES;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!spoken && head == null && state == State.LISTENING && heard.isEmpty()) {
            // The beginning of a request: the rest has to follow soon.
            deadline =
                    Math.min(deadline, System.nanoTime() + settings.patience().toNanos());
        }
        spoken = false;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) {
            waitFor(settings.patience().toNanos());
        } else if (state == State.LISTENING) {
            waitFor((head == null ? settings.keepAlive() : settings.patience()).toNanos());
            goOn(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            silent = true;
            if (state == State.LINGERING) {
                context.close();
            }
            goOn(context);
        } else if (event == Crowd.FAREWELL) {
            goOn(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof IOException || failure instanceof DecoderException) {
            LOG.debug("the device left, or speaks another tongue");
        } else {
            LOG.warn("a device's connection failed: {}", failure.toString());
        }
        context.close();
    }

    /** Takes what was heard, piece by piece, until there is a request to answer. */
    private void goOn(ChannelHandlerContext context) {
        if (draining) {
            return;
        }
        draining = true;
        while (state == State.LISTENING && context.channel().isWritable() && !heard.isEmpty()) {
            HttpObject piece = heard.poll();
            try {
                take(context, piece);
            } finally {
                ReferenceCountUtil.release(piece);
            }
        }
        draining = false;
        if (state == State.LISTENING && heard.isEmpty()) {
            context.channel().config().setAutoRead(true);
            if (silent) {
                endOfWords(context);
            } else if (crowd.isLeaving() && head == null) {
                context.close();
            }
        }
    }

    private void take(ChannelHandlerContext context, HttpObject piece) {
        if (piece.decoderResult().isFailure()) {
            refuse(context, unreadable(piece.decoderResult().cause()));
        } else if (piece instanceof HttpRequest request) {
            begin(context, request);
        } else if (piece instanceof HttpContent content && head != null) {
            hear(content.content());
            if (held > 0 && crowd.isLaden()) {
                refuse(context, new Problem(503, "overload", "Too much is being sent at once."));
            } else if (content instanceof LastHttpContent) {
                ask(context, head, DoorCall.Fault.NONE);
            } else if (size > HEARD_OUT) {
                ask(context, head, DoorCall.Fault.TOO_LARGE);
            }
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        waitFor(settings.patience().toNanos());
        if (tooMany) {
            refuse(context, new Problem(503, "overload", "Too many devices are connected."));
        } else if (!hasOneMeaning(request)) {
            refuse(context, Target.malformed("The request can be read in more than one way."));
        } else if (request.headers().contains(HttpHeaderNames.EXPECT)) {
            if (!HttpUtil.is100ContinueExpected(request)) {
                refuse(context, new Problem(417, "bad-request", "This door expects nothing but 100-continue."));
            } else if (HttpUtil.getContentLength(request, 0L) > Call.LARGEST_BODY) {
                ask(context, request, DoorCall.Fault.TOO_LARGE);
            } else {
                writer.goAhead(context);
            }
        }
    }

    private static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> new Problem(414, "bad-request", "The address is longer than 4 KB.");
            case TooLongHttpHeaderException headers ->
                new Problem(431, "bad-request", "The headers are longer than 8 KB.");
            default -> Target.malformed("The request is not HTTP as this door reads it.");
        };
    }

    /** Where two readers could disagree on where this request ends, the next one could be somebody else's. */
    private static boolean hasOneMeaning(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return false;
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || version.equals(HttpVersion.HTTP_1_1)
                        && codings.size() == 1
                        && codings.getFirst().equalsIgnoreCase("chunked");
    }

    private void hear(ByteBuf content) {
        if (!content.isReadable()) {
            return;
        }
        boolean first = size == 0;
        size += content.readableBytes();
        if (size > Call.LARGEST_BODY) {
            whole = NOTHING;
            parts = null;
        } else if (first) {
            whole = ByteBufUtil.getBytes(content);
        } else {
            if (parts == null) {
                parts = new ByteArrayOutputStream();
                parts.writeBytes(whole);
            }
            parts.writeBytes(ByteBufUtil.getBytes(content));
            held += content.readableBytes();
            crowd.holds(content.readableBytes());
        }
    }

    private void ask(ChannelHandlerContext context, HttpRequest request, DoorCall.Fault fault) {
        byte[] body = parts == null ? whole : parts.toByteArray();
        boolean tooLarge = size > Call.LARGEST_BODY;
        forget();
        state = State.ANSWERING;
        long began = System.nanoTime();
        var call =
                new DoorCall(request, body, tooLarge ? DoorCall.Fault.TOO_LARGE : fault, RequestIds.next(), Map.of());
        // Whoever stopped in the middle of a body has more to say that nobody wants to hear.
        boolean last = fault != DoorCall.Fault.NONE;
        reception.answer(call, context.executor()).whenComplete((answered, failure) -> {
            if (failure != null) {
                LOG.error("a call was not answered", failure);
                context.close();
            } else if (context.executor().inEventLoop()) {
                answer(context, call, answered, began, last);
            } else {
                context.executor().execute(() -> answer(context, call, answered, began, last));
            }
        });
    }

    private void answer(
            ChannelHandlerContext context, DoorCall call, Reception.Answered answered, long began, boolean last) {
        reception.count(call.head().method().name(), answered, System.nanoTime() - began);
        if (state != State.ANSWERING) {
            return;
        }
        boolean goesOn = !last
                && HttpUtil.isKeepAlive(call.head())
                && !(silent && heard.isEmpty())
                && !(crowd.isLeaving() && heard.isEmpty());
        writer.write(context, call.head(), answered.reply(), call.requestId(), goesOn);
        if (goesOn) {
            state = State.LISTENING;
            waitFor((context.channel().isWritable() ? settings.keepAlive() : settings.patience()).toNanos());
            goOn(context);
        } else {
            end(context, last);
        }
    }

    /** The device has said its last word: in the middle of a request, or after one. */
    private void endOfWords(ChannelHandlerContext context) {
        if (head == null) {
            context.close();
        } else {
            ask(context, head, DoorCall.Fault.INCOMPLETE);
        }
    }

    /** Says no to a request nobody will answer, and ends. */
    private void refuse(ChannelHandlerContext context, Problem problem) {
        String id = RequestIds.next();
        Reception.Answered answered = reception.refused(problem, id);
        reception.count(head == null ? "" : head.method().name(), answered, 0);
        writer.write(context, head, answered.reply(), id, false);
        forget();
        end(context, true);
    }

    private void end(ChannelHandlerContext context, boolean interrupted) {
        if (interrupted && !silent && writer.closesItsSide(context)) {
            state = State.LINGERING;
            deadline = System.nanoTime() + LINGER;
            context.channel().config().setAutoRead(true);
        } else {
            state = State.DONE;
            writer.close(context);
        }
        heard.forEach(ReferenceCountUtil::release);
        heard.clear();
    }

    private void forget() {
        head = null;
        whole = NOTHING;
        parts = null;
        size = 0;
        crowd.holds(-held);
        held = 0;
        if (state == State.DONE) {
            heard.forEach(ReferenceCountUtil::release);
            heard.clear();
        }
    }

    private void waitFor(long nanos) {
        deadline = System.nanoTime() + nanos;
    }

    private void look(ChannelHandlerContext context) {
        if (state == State.ANSWERING || System.nanoTime() - deadline < 0) {
            return;
        }
        if (state == State.LISTENING && head != null && context.channel().isWritable()) {
            ask(context, head, DoorCall.Fault.INCOMPLETE);
        } else {
            context.close();
        }
    }
}
