package dk.bykassen.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files to send. */
final class Samples {

    private Samples() {}

    /** Red, green, blue and white, as one reads. */
    static BufferedImage quarters(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Color colour = y < height / 2
                        ? x < width / 2 ? Color.RED : Color.GREEN
                        : x < width / 2 ? Color.BLUE : Color.WHITE;
                picture.setRGB(x, y, colour.getRGB());
            }
        }
        return picture;
    }

    static BufferedImage stripes(int width, int height, Color... colours) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, colours[y * colours.length / height].getRGB());
            }
        }
        return picture;
    }

    /** As a sensor writes what is seen: Exif 2.32, table of orientations. */
    static BufferedImage storedAs(BufferedImage seen, int orientation) {
        int w = seen.getWidth();
        int h = seen.getHeight();
        boolean turned = orientation >= 5;
        var stored = new BufferedImage(turned ? h : w, turned ? w : h, BufferedImage.TYPE_INT_RGB);
        for (int a = 0; a < stored.getWidth(); a++) {
            for (int b = 0; b < stored.getHeight(); b++) {
                stored.setRGB(
                        a,
                        b,
                        switch (orientation) {
                            case 2 -> seen.getRGB(w - 1 - a, b);
                            case 3 -> seen.getRGB(w - 1 - a, h - 1 - b);
                            case 4 -> seen.getRGB(a, h - 1 - b);
                            case 5 -> seen.getRGB(b, a);
                            case 6 -> seen.getRGB(w - 1 - b, a);
                            case 7 -> seen.getRGB(w - 1 - b, h - 1 - a);
                            case 8 -> seen.getRGB(b, h - 1 - a);
                            default -> seen.getRGB(a, b);
                        });
            }
        }
        return stored;
    }

    static BufferedImage sixteenBits(int width, int height) {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        return new BufferedImage(model, model.createCompatibleWritableRaster(width, height), false, null);
    }

    static byte[] jpeg(BufferedImage picture) {
        return written(picture, "jpeg");
    }

    static byte[] png(BufferedImage picture) {
        return written(picture, "png");
    }

    private static byte[] written(BufferedImage picture, String kind) {
        var out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(picture, kind, out)).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static byte[] progressive(BufferedImage picture) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return write(writer, new IIOImage(picture, null, null), how);
    }

    static byte[] cmyk(int width, int height) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var raster = Raster.createBandedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        return write(writer, new IIOImage(raster, null, null), writer.getDefaultWriteParam());
    }

    private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam how) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, image, how);
        }
        return bytes.toByteArray();
    }

    /** With a segment as telephones write it: how it was held, and where. */
    static byte[] withExif(byte[] jpeg, int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(60);
        tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putShort((short) 0x010e).putShort((short) 2).putInt(11).putInt(38);
        tiff.putInt(0).put("GPS-SECRET\0".getBytes(StandardCharsets.US_ASCII));
        byte[] words = Arrays.copyOf(tiff.array(), tiff.position());
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        int length = 2 + 6 + words.length;
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(words);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static byte[] scans(byte[] jpeg, int more) {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < more; i++) {
            out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 2});
        }
        out.write(jpeg, jpeg.length - 2, 2);
        return out.toByteArray();
    }

    static byte[] ftyp(String brand) {
        return ("\0\0\0\u0018ftyp" + brand + "\0\0\0\0mif1" + brand).getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] animated(byte[] webp) {
        byte[] moving = webp.clone();
        moving[20] |= 0x02;
        return moving;
    }

    /** A PNG that says how large it is, and then nothing. */
    static byte[] pngHead(int width, int height) {
        ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
        head.put((byte) 8).put((byte) 2);
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeBytes(chunk("IHDR", head.array()));
        out.writeBytes(chunk("IDAT", new byte[20]));
        return out.toByteArray();
    }

    static byte[] withChunk(byte[] png, String type, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        out.writeBytes(chunk(type, content));
        out.write(png, 33, png.length - 33);
        return out.toByteArray();
    }

    /** A word and as many zeros, deflated. */
    static byte[] deflated(int size) {
        var deflater = new Deflater(9);
        deflater.setInput(new byte[size]);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        out.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        byte[] some = new byte[64 * 1024];
        while (!deflater.finished()) {
            out.write(some, 0, deflater.deflate(some));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] named = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        var sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    static byte[] file(String name) throws IOException {
        try (InputStream in = Samples.class.getResourceAsStream("/pictures/" + name)) {
            return in.readAllBytes();
        }
    }
}
