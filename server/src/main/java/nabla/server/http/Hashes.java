package nabla.server.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes as text. */
public final class Hashes {
    private static final int TAG_LENGTH = 20;

    private Hashes() {}

    /** A new digest; {@code algorithm} is one that every Java has: SHA-256 or MD5. */
    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + algorithm + ".", e);
        }
    }

    /** SHA-256 of the bytes in 64 hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        MessageDigest digest = digest("SHA-256");
        digest.update(bytes);
        return hex(digest);
    }

    /** The first 80 bits of SHA-256 in hexadecimal: enough to tell versions of a file apart. */
    public static String tag(byte[] bytes) {
        return tag(sha256(bytes));
    }

    /** The same, of a hash that is known. */
    public static String tag(String sha256) {
        return sha256.substring(0, TAG_LENGTH);
    }

    /** Finishes a digest; in hexadecimal. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
