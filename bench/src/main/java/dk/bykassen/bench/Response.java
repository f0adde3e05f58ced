package dk.bykassen.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads the door's answers without making a picture of them first: the generator shares the machine with what it measures.
 * Only what this door writes is understood; anything else fails.
 */
final class Response {

    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLAYED = "idempotent-replayed: true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REASON = "\"reason\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BALANCE = "\"balance\":".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int ID = "{'id':'".length();

    private final byte[] bytes = new byte[16 * 1024];
    private int size;
    private int body;
    private int end;

    /** Takes what arrived. @return whether the answer is whole */
    boolean hear(ByteBuf from) {
        int arrived = from.readableBytes();
        if (size + arrived > bytes.length) {
            throw new IllegalStateException("an answer longer than any");
        }
        from.readBytes(bytes, size, arrived);
        size += arrived;
        if (end == 0) {
            body = endOfHead();
            if (body < 0) {
                return false;
            }
            int length = place(LENGTH, 0, body);
            end = body + (int) number(length + LENGTH.length);
        }
        return size >= end;
    }

    /** Gets ready for the next. */
    void forget() {
        if (size > end) {
            throw new IllegalStateException("an answer nobody asked for");
        }
        size = 0;
        end = 0;
    }

    int status() {
        return (int) number(STATUS);
    }

    boolean replayed() {
        return find(REPLAYED, 0, body) >= 0;
    }

    /** Whether the answer is about this id. */
    boolean isFor(long high, long low) {
        return hex(body + ID, 8) == high >>> 32
                && hex(body + ID + 9, 4) == (high >>> 16 & 0xFFFF)
                && hex(body + ID + 14, 4) == (high & 0xFFFF)
                && hex(body + ID + 19, 4) == low >>> 48
                && hex(body + ID + 24, 12) == (low & 0xFFFF_FFFF_FFFFL);
    }

    int verdict() {
        int place = place(REASON, body, end) + REASON.length;
        if (bytes[place] != '"') {
            return Verdict.APPROVED;
        }
        int close = place + 1;
        while (bytes[close] != '"') {
            close++;
        }
        return Verdict.of(new String(bytes, place + 1, close - place - 1, StandardCharsets.US_ASCII));
    }

    long balance() {
        return number(place(BALANCE, body, end) + BALANCE.length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, Math.min(size, 500), StandardCharsets.UTF_8);
    }

    private int endOfHead() {
        for (int i = 3; i < size; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int place(byte[] word, int from, int to) {
        int found = find(word, from, to);
        if (found < 0) {
            throw new IllegalStateException(
                    "no " + new String(word, StandardCharsets.US_ASCII) + " in an answer: " + this);
        }
        return found;
    }

    /** Letters of heads are compared as small ones; what is looked for in bodies has none else. */
    private int find(byte[] word, int from, int to) {
        for (int i = from; i <= to - word.length; i++) {
            int same = 0;
            while (same < word.length && (bytes[i + same] | smallening(bytes[i + same])) == word[same]) {
                same++;
            }
            if (same == word.length) {
                return i;
            }
        }
        return -1;
    }

    private static int smallening(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? 32 : 0;
    }

    private long number(int place) {
        long value = 0;
        for (int i = place; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private long hex(int place, int digits) {
        long value = 0;
        for (int i = place; i < place + digits; i++) {
            value = value << 4 | Character.digit(bytes[i], 16);
        }
        return value;
    }
}
