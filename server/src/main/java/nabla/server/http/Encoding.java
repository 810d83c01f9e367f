package nabla.server.http;

/** A way in which a reply's bytes may be packed. The order is the server's preference, best first. */
public enum Encoding {
    BROTLI("br"),
    GZIP("gzip"),
    IDENTITY("identity");

    private final String token;

    Encoding(String token) {
        this.token = token;
    }

    /** The name used in the headers {@code Accept-Encoding} and {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /**
     * Whether a client that sent this {@code Accept-Encoding} takes this encoding (RFC 9110, section 12.5.3).
     * Nothing sent counts as identity only: such clients are scripts that unpack nothing.
     */
    boolean acceptedBy(String header) {
        double named = -1;
        double wildcard = -1;
        for (String part : header.split(",", -1)) {
            String[] pieces = part.trim().split(";", -1);
            String name = pieces[0].trim();
            if (name.equalsIgnoreCase(token)) {
                named = quality(pieces);
            } else if (name.equals("*")) {
                wildcard = quality(pieces);
            }
        }
        if (named >= 0) {
            return named > 0;
        }
        return this == IDENTITY ? wildcard != 0 : wildcard > 0;
    }

    private static double quality(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i].trim();
            if (piece.startsWith("q=")) {
                try {
                    return Double.parseDouble(piece.substring(2).trim());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
