package nabla.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Text in headers, which carry ASCII only: other characters come as {@code %} and two hexadecimal digits a byte. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** The text, or null when it is not well encoded. */
    public static @Nullable String decode(String encoded, Charset charset) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c > 126) {
                return null;
            }
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 3 <= encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
            int low = i + 3 <= encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
