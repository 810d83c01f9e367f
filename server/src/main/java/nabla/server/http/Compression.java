package nabla.server.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Packs bytes once, to be served many times. */
public final class Compression {
    private static final int BROTLI_QUALITY = 11;

    private Compression() {}

    /** The bytes in gzip at the highest level. */
    public static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (OutputStream out = gzip(packed, Deflater.BEST_COMPRESSION)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A stream that packs what it gets at a level from 1 (fast) to 9 (small). */
    public static OutputStream gzip(OutputStream target, int level) throws IOException {
        return new GZIPOutputStream(target, 64 * 1024) {
            {
                def.setLevel(level);
            }
        };
    }

    /** The bytes in brotli at its highest quality (slow: about a second a megabyte), or null where it has no native code. */
    public static byte @Nullable [] brotli(byte[] bytes) {
        if (!Brotli4jLoader.isAvailable()) {
            return null;
        }
        try {
            return Encoder.compress(bytes, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
