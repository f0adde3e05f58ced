package dk.bykassen.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A till's purchase as bytes, head and all, made once for each lunch and till: what differs from one purchase to the next
 * has a fixed length and is written over.
 */
final class Request {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int ID = 36;
    private static final int CARD = 8;
    private static final int AT = 20;
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final byte[] bytes;
    private final int id;
    private final int card;
    private final int at;

    private Request(byte[] bytes, int id, int card, int at) {
        this.bytes = bytes;
        this.id = id;
        this.card = card;
        this.at = at;
    }

    /** @param key of the till */
    static Request of(String path, int port, String key, Lunch lunch) {
        var lines = new StringBuilder();
        lunch.lines()
                .forEach(line -> lines.append(lines.isEmpty() ? "" : ",")
                        .append("{\"text\":\"%s\",\"quantity\":%d,\"amount\":%d,\"group\":\"%s\",\"allergens\":[%s]}"
                                .formatted(
                                        line.text(),
                                        line.quantity(),
                                        line.amount(),
                                        line.group(),
                                        String.join(
                                                ",",
                                                line.allergens().stream()
                                                        .map(allergen -> '"' + allergen + '"')
                                                        .toList()))));
        String body = "{\"id\":\"%s\",\"card\":\"%s\",\"at\":\"%s\",\"total\":%d,\"lines\":[%s]}"
                .formatted("i".repeat(ID), "c".repeat(CARD), "t".repeat(AT), lunch.total(), lines);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n")
                .formatted(path, port, key, content.length)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        // In front of the first letter that is not ASCII, so that characters are bytes.
        int idPlace = head.length + "{'id':'".length();
        int cardPlace = idPlace + ID + "','card':'".length();
        int atPlace = cardPlace + CARD + "','at':'".length();
        return new Request(all, idPlace, cardPlace, atPlace);
    }

    static byte[] at(long second) {
        return SECOND.format(Instant.ofEpochSecond(second)).getBytes(StandardCharsets.US_ASCII);
    }

    int length() {
        return bytes.length;
    }

    /** @param number of the card, from 0 @param second as {@link #at} writes it */
    void write(ByteBuf to, long high, long low, int number, byte[] second) {
        int begin = to.writerIndex();
        to.writeBytes(bytes);
        int place = begin + id;
        place = hex(to, place, high >>> 32, 8);
        place = hex(to, dash(to, place), high >>> 16, 4);
        place = hex(to, dash(to, place), high, 4);
        place = hex(to, dash(to, place), low >>> 48, 4);
        hex(to, dash(to, place), low, 12);
        to.setByte(begin + card, 'B');
        capitals(to, begin + card + 1, number + 1L);
        to.setBytes(begin + at, second);
    }

    private static int dash(ByteBuf to, int place) {
        to.setByte(place, '-');
        return place + 1;
    }

    private static int hex(ByteBuf to, int place, long value, int digits) {
        for (int digit = digits - 1; digit >= 0; digit--) {
            to.setByte(place++, HEX[(int) (value >>> digit * 4) & 15]);
        }
        return place;
    }

    private static void capitals(ByteBuf to, int place, long value) {
        for (int digit = CARD - 2; digit >= 0; digit--) {
            byte letter = HEX[(int) (value >>> digit * 4) & 15];
            to.setByte(place++, letter >= 'a' ? letter - 32 : letter);
        }
    }
}
