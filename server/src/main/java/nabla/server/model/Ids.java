package nabla.server.model;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Random names that cannot be guessed, in base 58 (no 0, O, I, l, which people confuse). */
final class Ids {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int ID_BITS = 128;
    private static final int ID_LENGTH = 22;
    private static final int SECRET_BITS = 256;
    private static final int SECRET_LENGTH = 44;
    private static final Pattern ID = Pattern.compile("[" + ALPHABET + "]{" + ID_LENGTH + "}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id: 128 random bits in 22 characters. */
    static String id() {
        return random(ID_BITS, ID_LENGTH);
    }

    /** A new secret: 256 random bits in 44 characters. */
    static String secret() {
        return random(SECRET_BITS, SECRET_LENGTH);
    }

    /** Whether a text can be an id. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static String random(int bits, int length) {
        char[] characters = new char[length];
        BigInteger rest = new BigInteger(bits, RANDOM);
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            characters[i] = ALPHABET.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(characters);
    }
}
