package nabla.server.http;

import org.jspecify.annotations.Nullable;

/** A part of a body: from {@code first} to {@code last}, both included. */
record ByteRange(long first, long last) {
    /** What a range that lies wholly outside the body is read as. */
    static final ByteRange UNSATISFIABLE = new ByteRange(0, -1);

    long length() {
        return last - first + 1;
    }

    /**
     * The one range that a {@code Range} header asks for (RFC 9110, section 14): {@code bytes=0-99}, {@code bytes=100-}
     * or {@code bytes=-100}; {@link #UNSATISFIABLE} when it lies outside a body of this length; null when the header asks
     * for something else (another unit, several ranges, nonsense), which a server may answer with the whole body.
     */
    static @Nullable ByteRange parse(String header, long length) {
        if (!header.startsWith("bytes=")) {
            return null;
        }
        String range = header.substring(6).trim();
        int dash = range.indexOf('-');
        if (dash < 0 || range.indexOf('-', dash + 1) >= 0 || range.indexOf(',') >= 0) {
            return null;
        }
        String from = range.substring(0, dash).trim();
        String to = range.substring(dash + 1).trim();
        if (!digits(from) || !digits(to) || (from.isEmpty() && to.isEmpty())) {
            return null;
        }
        if (from.isEmpty()) {
            long suffix = Long.parseLong(to);
            return suffix == 0 || length == 0 ? UNSATISFIABLE : new ByteRange(Math.max(0, length - suffix), length - 1);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? length - 1 : Math.min(Long.parseLong(to), length - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return null;
        }
        return first >= length ? UNSATISFIABLE : new ByteRange(first, last);
    }

    private static boolean digits(String text) {
        return text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
