package nabla.web.webgpu.wgsl;

/**
 * A template with holes such as {@code {{body}}}, being filled. A hole that stands alone on its line takes whole lines of
 * code, which bring their own indentation.
 */
final class Template {
    private String text;

    /** One of {@link Templates}. */
    Template(String text) {
        this.text = text;
    }

    Template fill(String hole, int value) {
        return fill(hole, String.valueOf(value));
    }

    Template fill(String hole, Code value) {
        return fill(hole, value.toString());
    }

    Template fill(String hole, CharSequence value) {
        String marker = "{{" + hole + "}}";
        if (!text.contains(marker)) {
            throw new IllegalArgumentException("The template has no hole " + marker + ":\n" + text);
        }
        text = text.replace(marker, value.toString());
        return this;
    }

    /** The text. */
    String finished() {
        if (text.contains("{{")) {
            throw new IllegalStateException("The template has a hole that nobody filled:\n" + text);
        }
        return text;
    }

    /** The text, with the functions behind it that it calls. */
    String withFunctions() {
        return finished()
                + (text.contains("power(") ? Templates.POWER : "")
                + (text.contains("sine(") ? Templates.SINE : "")
                + (text.contains("random(") ? Templates.RANDOM : "")
                + (text.contains("is_nan(") ? Templates.IS_NAN : "");
    }
}
