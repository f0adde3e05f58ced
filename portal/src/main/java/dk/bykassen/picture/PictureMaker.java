package dk.bykassen.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes a small square JPEG of whatever picture comes in, and nothing else of it: not where it was taken, not by which
 * telephone, not what was hidden behind it. The size is read before anything is decoded; only the square that is kept is
 * decoded, and only as finely as it is needed; no more pictures at once than there are cores.
 */
@Component
class PictureMaker {

    static final int SIDE = 480;

    /** A telephone of 2026 takes 12 to 50 megapixels; what is above costs more than a face at a till is worth. */
    static final long MOST_PIXELS = 40_000_000;
    /** A JPEG that comes in several scans is held as a whole while the scans add to it. */
    private static final long MOST_PIXELS_IN_SCANS = 20_000_000;

    /** A WebP is decoded as a whole, and its decoder is the hungriest. */
    private static final long MOST_WEBP_PIXELS = 5_000_000;

    private static final int LEAST_SIDE = 96;
    private static final float QUALITY = 0.85f;
    /** Every scan of a progressive JPEG goes over the whole picture; encoders write ten. */
    private static final int MOST_SCANS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Reads the four colours of print as well; it asks the platform's reader for the rest, so the registry must know it. */
    private static final JPEGImageReaderSpi JPEG = registered();

    private final Semaphore turns;
    private final Duration patience;

    @Autowired
    PictureMaker() {
        this(Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * @param atOnce how many pictures are worked on at once
     * @param patience how long one waits for its turn
     */
    PictureMaker(int atOnce, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * The picture to keep.
     *
     * @throws Unusable when the file becomes none
     */
    byte[] make(byte[] file, Focus focus) throws Unusable {
        PictureKind kind = PictureKind.of(file);
        int scans = kind == PictureKind.JPEG ? JpegScans.count(file) : 1;
        if (scans > MOST_SCANS) {
            throw new Unusable(Trouble.BROKEN);
        }
        long most = kind == PictureKind.WEBP ? MOST_WEBP_PIXELS : scans > 1 ? MOST_PIXELS_IN_SCANS : MOST_PIXELS;
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unusable(Trouble.BUSY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unusable(Trouble.BUSY);
        }
        try {
            return write(square(kind, file, focus, most));
        } catch (IOException | RuntimeException damaged) {
            // Readers of pictures answer damage with every exception there is.
            throw new Unusable(Trouble.BROKEN);
        } finally {
            turns.release();
        }
    }

    private static BufferedImage square(PictureKind kind, byte[] file, Focus focus, long most)
            throws IOException, Unusable {
        ImageReader reader = reader(kind);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            // Metadata is not even read: it may be a bomb of its own.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            requireSize(most, width, height);
            Orientation orientation = Orientation.of(kind, file);
            Rectangle cut = cut(orientation, focus, width, height);
            BufferedImage stored = kind == PictureKind.WEBP ? samples(reader.read(0), cut) : decode(reader, cut);
            return upright(scaled(stored), orientation);
        } finally {
            reader.dispose();
        }
    }

    private static void requireSize(long most, int width, int height) throws Unusable {
        if ((long) width * height > most) {
            throw new Unusable(Trouble.TOO_MANY_PIXELS);
        }
        if (Math.min(width, height) < LEAST_SIDE) {
            throw new Unusable(Trouble.TOO_FEW_PIXELS);
        }
    }

    /** Named one by one: what else is on the class path reads no stranger's files. */
    private static ImageReader reader(PictureKind kind) throws IOException {
        return switch (kind) {
            case JPEG -> JPEG.createReaderInstance(null);
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
        };
    }

    private static JPEGImageReaderSpi registered() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        JPEGImageReaderSpi known = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (known != null) {
            return known;
        }
        var added = new JPEGImageReaderSpi();
        registry.registerServiceProvider(added, ImageReaderSpi.class);
        return added;
    }

    private static Rectangle cut(Orientation orientation, Focus focus, int width, int height) {
        int side = Math.min(width, height);
        int seenWidth = orientation.isTurned() ? height : width;
        int seenHeight = orientation.isTurned() ? width : height;
        return orientation.stored((seenWidth - side) / 2, focus.offset(seenHeight - side), side, width, height);
    }

    private static BufferedImage decode(ImageReader reader, Rectangle cut) throws IOException {
        int step = Math.max(1, cut.width / (2 * SIDE));
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceRegion(cut);
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    /**
     * What is cut out of a WebP, sample by sample. Its reader mixes up the colours when it is asked for a part of a lossless
     * one, and describes its memory untruly where a colour profile is attached.
     */
    private static BufferedImage samples(BufferedImage read, Rectangle cut) {
        Raster samples = read.getRaster();
        int bands = samples.getNumBands();
        int[] row = new int[cut.width * bands];
        var out = new BufferedImage(cut.width, cut.height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < cut.height; y++) {
            samples.getPixels(samples.getMinX() + cut.x, samples.getMinY() + cut.y + y, cut.width, 1, row);
            for (int x = 0; x < cut.width; x++) {
                int at = x * bands;
                int alpha = bands > 3 ? row[at + 3] : 255;
                out.setRGB(x, y, alpha << 24 | row[at] << 16 | row[at + 1] << 8 | row[at + 2]);
            }
        }
        return out;
    }

    /** On white, where the picture lets something through; halved until it is nearly small enough, then fitted. */
    private static BufferedImage scaled(BufferedImage picture) {
        BufferedImage now = picture;
        int side = Math.min(picture.getWidth(), picture.getHeight());
        while (side / 2 >= SIDE) {
            side /= 2;
            now = drawn(now, side);
        }
        return drawn(now, SIDE);
    }

    private static BufferedImage drawn(BufferedImage picture, int side) {
        var out = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = out.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, side, side);
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(picture, 0, 0, side, side, null);
        } finally {
            pen.dispose();
        }
        return out;
    }

    private static BufferedImage upright(BufferedImage stored, Orientation orientation) {
        var out = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                Rectangle from = orientation.stored(x, y, 1, SIDE, SIDE);
                out.setRGB(x, y, stored.getRGB(from.x, from.y));
            }
        }
        return out;
    }

    private static byte[] write(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
