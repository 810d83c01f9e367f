package nabla.web.dom;

/** Markup made piece by piece; texts are escaped. For what has so many elements that making each would take long. */
public final class Html {
    private final StringBuilder markup = new StringBuilder();

    /** Opens an element: its name, and attributes as they are written. */
    public Html open(String tag) {
        markup.append('<').append(tag).append('>');
        return this;
    }

    public Html close(String tag) {
        markup.append("</").append(tag).append('>');
        return this;
    }

    /** An element with nothing but a text. */
    public Html element(String tag, String text) {
        int space = tag.indexOf(' ');
        return open(tag).text(text).close(space < 0 ? tag : tag.substring(0, space));
    }

    public Html text(String text) {
        markup.append(escaped(text));
        return this;
    }

    /** Markup that is whole and safe. */
    public Html raw(String whole) {
        markup.append(whole);
        return this;
    }

    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return markup.toString();
    }
}
