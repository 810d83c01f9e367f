package nabla.io;

/**
 * A whole number of decimal digits times a power of ten, without loss: {@code digits} / 10^{@code scale}.
 *
 * @param digits without leading zeros; "0" is zero
 * @param scale how many of the digits stand behind the point; negative where zeros are to follow
 */
record ExactDecimal(String digits, int scale) {
    private static final int BILLION = 1_000_000_000;
    private static final int FIVE_TO_13 = 1_220_703_125;

    /** All digits of a finite number that is not negative: m·2^-k is m·5^k / 10^k. */
    static ExactDecimal of(double size) {
        if (size == 0) {
            return new ExactDecimal("0", 0);
        }
        return of(mantissa(size), binaryExponent(size));
    }

    private static long mantissa(double size) {
        long bits = Double.doubleToLongBits(size);
        return bits & 0xfffffffffffffL | (bits >>> 52 == 0 ? 0 : 1L << 52);
    }

    private static int binaryExponent(double size) {
        return Math.max(1, (int) (Double.doubleToLongBits(size) >>> 52)) - 1075;
    }

    /** All digits of m·2^e. */
    private static ExactDecimal of(long m, int e) {
        int even = Long.numberOfTrailingZeros(m);
        long mantissa = m >>> even;
        int exponent = e + even;

        // enough limbs of nine digits for the largest double and for the smallest one's 767 digits
        int[] limbs = new int[4 + Math.abs(exponent) / 12];
        int used = 0;
        while (mantissa > 0) {
            limbs[used++] = (int) (mantissa % BILLION);
            mantissa /= BILLION;
        }
        int left = Math.abs(exponent);
        while (left > 0) {
            int chunk = Math.min(left, exponent > 0 ? 30 : 13);
            used = multiply(limbs, used, exponent > 0 ? 1 << chunk : powerOfFive(chunk));
            left -= chunk;
        }
        return new ExactDecimal(text(limbs, used), Math.max(0, -exponent));
    }

    private static int powerOfFive(int exponent) {
        int power = FIVE_TO_13;
        for (int i = exponent; i < 13; i++) {
            power /= 5;
        }
        return power;
    }

    private static int multiply(int[] limbs, int used, int factor) {
        long carry = 0;
        for (int i = 0; i < used; i++) {
            carry += (long) limbs[i] * factor;
            limbs[i] = (int) (carry % BILLION);
            carry /= BILLION;
        }
        int length = used;
        while (carry > 0) {
            limbs[length++] = (int) (carry % BILLION);
            carry /= BILLION;
        }
        return length;
    }

    private static String text(int[] limbs, int used) {
        StringBuilder text = new StringBuilder(9 * used);
        for (int i = used - 1; i >= 0; i--) {
            String nine = Integer.toString(limbs[i]);
            for (int zeros = nine.length(); zeros < 9 && i < used - 1; zeros++) {
                text.append('0');
            }
            text.append(nine);
        }
        return text.toString();
    }

    /** Without the last {@code dropped} digits, rounded to nearest and a tie to even; a negative number adds zeros. */
    ExactDecimal rounded(int dropped) {
        if (dropped <= 0) {
            return new ExactDecimal("0".equals(digits) ? digits : digits + "0".repeat(-dropped), scale - dropped);
        }
        int kept = digits.length() - dropped;
        if (kept < 0) {
            return new ExactDecimal("0", scale - dropped);
        }
        String head = digits.substring(0, kept);
        int comparison = compareToHalf(kept);
        boolean isOdd = kept > 0 && (digits.charAt(kept - 1) - '0') % 2 == 1;
        if (comparison > 0 || comparison == 0 && isOdd) {
            head = incremented(head);
        }
        return new ExactDecimal(head.isEmpty() ? "0" : head, scale - dropped);
    }

    /** How what follows {@code kept} digits compares with one half of the last kept one. */
    private int compareToHalf(int kept) {
        int first = digits.charAt(kept) - '0';
        if (first != 5) {
            return first > 5 ? 1 : -1;
        }
        for (int i = kept + 1; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return 1;
            }
        }
        return 0;
    }

    private static String incremented(String digits) {
        int last = digits.length() - 1;
        while (last >= 0 && digits.charAt(last) == '9') {
            last--;
        }
        String zeros = "0".repeat(digits.length() - 1 - last);
        return last < 0 ? "1" + zeros : digits.substring(0, last) + (char) (digits.charAt(last) + 1) + zeros;
    }

    /** Whether this decimal, read as a double, is that size: whether it is not nearer to one of its neighbours. */
    boolean readsAs(double size) {
        long m = mantissa(size);
        int e = binaryExponent(size);
        boolean isCloserBelow = m == 1L << 52 && size > Double.MIN_NORMAL;
        ExactDecimal lowest = isCloserBelow ? of(4 * m - 1, e - 2) : of(2 * m - 1, e - 1);
        int tie = m % 2 == 0 ? 0 : 1; // halfway between two doubles, the even one is read
        return compareTo(lowest) >= tie && of(2 * m + 1, e - 1).compareTo(this) >= tie;
    }

    /** How this compares with another number; neither is zero. */
    private int compareTo(ExactDecimal other) {
        if (exponent() != other.exponent()) {
            return exponent() < other.exponent() ? -1 : 1;
        }
        for (int i = 0; i < Math.max(digits.length(), other.digits.length()); i++) {
            int difference = digit(i) - other.digit(i);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int digit(int place) {
        return place < digits.length() ? digits.charAt(place) : '0';
    }

    /** The power of ten of the first digit. */
    int exponent() {
        return digits.length() - 1 - scale;
    }
}
