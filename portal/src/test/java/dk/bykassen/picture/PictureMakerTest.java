package dk.bykassen.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of whatever people, and people with bad intentions, send as a picture. */
class PictureMakerTest {

    private final PictureMaker maker = new PictureMaker();

    @Test
    void aPhotoBecomesASmallSquare() throws Exception {
        BufferedImage made = made(Samples.jpeg(Samples.quarters(1500, 1000)), Focus.MIDDLE);

        assertThat(made.getWidth()).isEqualTo(480);
        assertThat(made.getHeight()).isEqualTo(480);
        assertQuarters(made);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void itStandsUprightHoweverTheTelephoneWasHeld(int orientation) throws Exception {
        BufferedImage seen = Samples.quarters(600, 900);
        byte[] file = Samples.withExif(Samples.jpeg(Samples.storedAs(seen, orientation)), orientation);

        assertQuarters(made(file, Focus.MIDDLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void theTopIsTheTopHoweverTheTelephoneWasHeld(int orientation) throws Exception {
        BufferedImage seen = Samples.stripes(600, 1800, Color.RED, Color.WHITE, Color.BLUE);
        byte[] file = Samples.withExif(Samples.jpeg(Samples.storedAs(seen, orientation)), orientation);

        assertColour(made(file, Focus.TOP), 240, 240, Color.RED);
        assertColour(made(file, Focus.MIDDLE), 240, 240, Color.WHITE);
        assertColour(made(file, Focus.BOTTOM), 240, 240, Color.BLUE);
    }

    @Test
    void nothingOfWhereAndByWhatItWasTakenIsLeft() throws Exception {
        byte[] file = Samples.withExif(Samples.jpeg(Samples.quarters(600, 600)), 1);
        assertThat(text(file)).contains("Exif", "GPS-SECRET");

        byte[] made = maker.make(file, Focus.MIDDLE);

        assertThat(text(made)).doesNotContain("Exif", "GPS-SECRET");
    }

    @Test
    void whatHidesBehindAPictureStaysBehind() throws Exception {
        var polyglot = new ByteArrayOutputStream();
        polyglot.writeBytes(Samples.jpeg(Samples.quarters(600, 600)));
        polyglot.writeBytes("PK\u0003\u0004<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        byte[] made = maker.make(polyglot.toByteArray(), Focus.MIDDLE);

        assertThat(text(made)).doesNotContain("script", "PK\u0003");
        assertQuarters(ImageIO.read(new ByteArrayInputStream(made)));
    }

    @Test
    void pngsOfSixteenBitsOfGreyAndWithHolesAreRead() throws Exception {
        var grey = new BufferedImage(300, 300, BufferedImage.TYPE_USHORT_GRAY);
        assertThat(made(Samples.png(grey), Focus.MIDDLE).getWidth()).isEqualTo(480);

        var clear = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        assertColour(made(Samples.png(clear), Focus.MIDDLE), 240, 240, Color.WHITE);

        assertThat(made(Samples.png(Samples.sixteenBits(300, 300)), Focus.MIDDLE)
                        .getHeight())
                .isEqualTo(480);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp"})
    void webpsAreRead(String name) throws Exception {
        BufferedImage made = made(Samples.file(name), Focus.TOP);

        // From red above to blue below, with a white field.
        assertColour(made, 10, 10, new Color(250, 0, 5));
        assertColour(made, 240, 380, Color.WHITE);
        assertColour(made, 10, 470, new Color(88, 0, 166));
    }

    @Test
    void aJpegInTheColoursOfPrintIsRead() throws Exception {
        assertThat(made(Samples.cmyk(300, 300), Focus.MIDDLE).getWidth()).isEqualTo(480);
    }

    @Test
    void aProgressiveJpegIsRead() throws Exception {
        assertQuarters(made(Samples.progressive(Samples.quarters(900, 600)), Focus.MIDDLE));
    }

    static Stream<Arguments> refused() throws IOException {
        byte[] jpeg = Samples.jpeg(Samples.quarters(800, 600));
        byte[] webp = Samples.file("lossy.webp");
        return Stream.of(
                Arguments.of("empty", new byte[0], Trouble.EMPTY),
                Arguments.of("heic", Samples.ftyp("heic"), Trouble.HEIC),
                Arguments.of("avif", Samples.ftyp("avif"), Trouble.HEIC),
                Arguments.of("gif", bytes("GIF89a\1\0\1\0"), Trouble.GIF),
                Arguments.of(
                        "svg", bytes("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), Trouble.SVG),
                Arguments.of("svg behind a prologue", bytes("<?xml version='1.0'?><!DOCTYPE svg><svg/>"), Trouble.SVG),
                Arguments.of("pdf", bytes("%PDF-1.7"), Trouble.PDF),
                Arguments.of("text", bytes("hello"), Trouble.OTHER),
                Arguments.of("mp4", Samples.ftyp("isom"), Trouble.OTHER),
                Arguments.of("half a jpeg", Arrays.copyOf(jpeg, jpeg.length / 2), Trouble.BROKEN),
                Arguments.of("a jpeg's first bytes", Arrays.copyOf(jpeg, 5), Trouble.BROKEN),
                Arguments.of("half a webp", Arrays.copyOf(webp, webp.length / 2), Trouble.BROKEN),
                Arguments.of("half a png", half(Samples.png(Samples.quarters(800, 600))), Trouble.BROKEN),
                Arguments.of("a webp that moves", Samples.animated(webp), Trouble.MOVING),
                Arguments.of("50 megapixels", Samples.pngHead(8000, 6250), Trouble.TOO_MANY_PIXELS),
                Arguments.of("a bomb of pixels", Samples.pngHead(60_000, 60_000), Trouble.TOO_MANY_PIXELS),
                Arguments.of(
                        "two billion squared",
                        Samples.pngHead(Integer.MAX_VALUE, Integer.MAX_VALUE),
                        Trouble.TOO_MANY_PIXELS),
                Arguments.of("tiny", Samples.png(Samples.quarters(95, 400)), Trouble.TOO_FEW_PIXELS),
                Arguments.of("a jpeg of a thousand scans", Samples.scans(jpeg, 1000), Trouble.BROKEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoUsablePictureIsRefusedWithItsReason(String name, byte[] file, Trouble trouble) {
        Unusable refused = catchThrowableOfType(Unusable.class, () -> maker.make(file, Focus.MIDDLE));

        assertThat(refused).as(name).isNotNull();
        assertThat(refused.trouble()).isEqualTo(trouble);
    }

    @Test
    void aBombInAPngsWordsIsNotEvenOpened() throws Exception {
        byte[] bomb = Samples.withChunk(Samples.png(Samples.quarters(400, 400)), "zTXt", Samples.deflated(64 << 20));

        assertQuarters(made(bomb, Focus.MIDDLE));
    }

    @Test
    void onlySoManyAreWorkedOnAtOnce() {
        var busy = new PictureMaker(0, Duration.ofMillis(10));
        Unusable refused = catchThrowableOfType(
                Unusable.class, () -> busy.make(Samples.jpeg(Samples.quarters(300, 300)), Focus.MIDDLE));
        assertThat(refused.trouble()).isEqualTo(Trouble.BUSY);

        var one = new PictureMaker(1, Duration.ofMinutes(1));
        List<CompletableFuture<Void>> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            many.add(CompletableFuture.runAsync(() -> assertThatCode(
                            () -> one.make(Samples.jpeg(Samples.quarters(900, 900)), Focus.MIDDLE))
                    .doesNotThrowAnyException()));
        }
        many.forEach(CompletableFuture::join);
    }

    @Test
    void damageAnywhereIsAPictureOrARefusalAndNothingElse() throws Exception {
        for (byte[] good : List.of(
                Samples.withExif(Samples.jpeg(Samples.quarters(120, 120)), 6),
                Samples.png(Samples.quarters(120, 120)),
                Samples.file("lossy.webp"),
                Samples.file("lossless.webp"))) {
            for (int i = 0; i < 24; i++) {
                byte[] bad = good.clone();
                bad[(int) ((long) bad.length * i / 24)] ^= (byte) (0x55 + i);
                try {
                    maker.make(bad, Focus.MIDDLE);
                } catch (Unusable refused) {
                    assertThat(refused.trouble()).isNotNull();
                }
            }
        }
    }

    private BufferedImage made(byte[] file, Focus focus) throws IOException, Unusable {
        return ImageIO.read(new ByteArrayInputStream(maker.make(file, focus)));
    }

    private static void assertQuarters(BufferedImage made) {
        assertColour(made, 60, 60, Color.RED);
        assertColour(made, 420, 60, Color.GREEN);
        assertColour(made, 60, 420, Color.BLUE);
        assertColour(made, 420, 420, Color.WHITE);
    }

    private static void assertColour(BufferedImage picture, int x, int y, Color wanted) {
        var is = new Color(picture.getRGB(x, y));
        assertThat(Math.abs(is.getRed() - wanted.getRed())
                        + Math.abs(is.getGreen() - wanted.getGreen())
                        + Math.abs(is.getBlue() - wanted.getBlue()))
                .as("%s at %s, %s", is, x, y)
                .isLessThan(60);
    }

    private static byte[] half(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
