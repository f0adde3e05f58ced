package dk.bykassen.device;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Reads requests and refuses what a proxy in front could have read as another request. */
final class StrictDecoder extends HttpRequestDecoder {

    private static final HttpDecoderConfig LIMITS = new HttpDecoderConfig()
            .setMaxInitialLineLength(4 * 1024)
            .setMaxHeaderSize(8 * 1024)
            .setMaxChunkSize(16 * 1024)
            .setStrictLineParsing(true);

    StrictDecoder() {
        super(LIMITS);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
