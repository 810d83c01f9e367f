package nabla.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes with a type and a strong tag, in one or more encodings; knows how to answer GET and HEAD with 200, 206, 304 or
 * 416. Ranges are always ranges of the unpacked bytes. Immutable.
 */
public final class Resource {
    /** For addresses that hold a hash of what they name: nobody need ask again. */
    public static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** For addresses whose bytes may change: keep, but ask each time (answered by 304). */
    public static final String REVALIDATE = "no-cache";

    private static final int BUFFER = 64 * 1024;

    private final String type;
    private final String tag;
    private final EnumMap<Encoding, Content> contents;

    private Resource(String type, String tag, Map<Encoding, Content> contents) {
        this.type = type;
        this.tag = tag;
        this.contents = new EnumMap<>(contents);
    }

    /** Bytes of a media type; {@code tag} names exactly these bytes (a hash of them). */
    public static Resource of(String type, String tag, Content content) {
        return new Resource(type, tag, Map.of(Encoding.IDENTITY, content));
    }

    /** Text, tagged by its own hash and packed where that makes it smaller. */
    public static Resource text(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Resource resource = of(type, Hashes.tag(bytes), Content.of(bytes));
        byte[] packed = Compression.gzip(bytes);
        return packed.length < bytes.length ? resource.with(Encoding.GZIP, Content.of(packed)) : resource;
    }

    /** The same resource, which can be had in one more encoding. */
    public Resource with(Encoding encoding, Content content) {
        EnumMap<Encoding, Content> more = new EnumMap<>(contents);
        more.put(encoding, content);
        return new Resource(type, tag, more);
    }

    /** The media type. */
    public String type() {
        return type;
    }

    /** The tag without quotes. */
    public String tag() {
        return tag;
    }

    /** A new stream of the unpacked bytes. */
    public InputStream open() throws IOException {
        return identity().open(0);
    }

    /** Answers the request with this resource. Headers set before stay. */
    public void send(Context ctx, String cacheControl) throws IOException {
        send(ctx, 200, cacheControl);
    }

    /** Answers with another status than 200, always with the whole body. */
    public void send(Context ctx, int status, String cacheControl) throws IOException {
        HttpServletResponse response = ctx.res();
        Content whole = identity();
        String range = status == 200 ? ctx.header("Range") : null;
        Encoding encoding = range == null ? choose(ctx.header("Accept-Encoding")) : Encoding.IDENTITY;
        String entityTag = entityTag(encoding);
        response.setContentType(type);
        response.setHeader("Cache-Control", cacheControl);
        if (contents.size() > 1) {
            response.addHeader("Vary", "Accept-Encoding");
        }
        if (status == 200) {
            response.setHeader("ETag", entityTag);
            response.setHeader("Accept-Ranges", "bytes");
            if (matches(ctx.header("If-None-Match"), entityTag)) {
                response.setStatus(304);
                return;
            }
        }
        ByteRange part = range == null || !rangeHolds(ctx.header("If-Range"), entityTag)
                ? null
                : ByteRange.parse(range, whole.length());
        if (ByteRange.UNSATISFIABLE.equals(part)) {
            response.setHeader("Content-Range", "bytes */" + whole.length());
            throw Problem.of(416, "range", "The range " + range + " lies outside the " + whole.length() + " bytes.");
        }
        if (part != null) {
            response.setStatus(206);
            response.setHeader("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + whole.length());
            write(ctx, whole, part.first(), part.length());
            return;
        }
        if (encoding != Encoding.IDENTITY) {
            response.setHeader("Content-Encoding", encoding.token());
        }
        response.setStatus(status);
        Content content = contents.getOrDefault(encoding, whole);
        write(ctx, content, 0, content.length());
    }

    private Content identity() {
        Content content = contents.get(Encoding.IDENTITY);
        if (content == null) {
            throw new IllegalStateException("A resource has no unpacked bytes.");
        }
        return content;
    }

    private Encoding choose(@Nullable String accepted) {
        if (accepted != null) {
            for (Encoding encoding : contents.keySet()) {
                if (encoding.acceptedBy(accepted)) {
                    return encoding;
                }
            }
        }
        return Encoding.IDENTITY;
    }

    private String entityTag(Encoding encoding) {
        return encoding == Encoding.IDENTITY ? "\"" + tag + "\"" : "\"" + tag + "-" + encoding.token() + "\"";
    }

    private static boolean matches(@Nullable String header, String entityTag) {
        if (header == null) {
            return false;
        }
        for (String candidate : header.split(",", -1)) {
            String one = candidate.trim();
            if (one.equals("*") || one.equals(entityTag) || one.equals("W/" + entityTag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean rangeHolds(@Nullable String ifRange, String entityTag) {
        return ifRange == null || ifRange.trim().equals(entityTag);
    }

    private static void write(Context ctx, Content content, long offset, long length) throws IOException {
        ctx.res().setContentLengthLong(length);
        if (HandlerType.HEAD.equals(ctx.method())) {
            return;
        }
        try (InputStream in = content.open(offset)) {
            OutputStream out = ctx.res().getOutputStream();
            byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
            long left = length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("A file ended " + left + " bytes early: it changed while it was served.");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }
}
