package nabla.server.page;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes, filled in one pass, so that what fills a hole is never looked at again. Where a line says
 * <code>{{include:part.html name=value}}</code>, another template stands in its place, whose holes of these names are
 * filled with the values, in which there are no spaces; a part includes no others.
 */
final class Template {
    private static final Pattern HOLE =
            Pattern.compile("\\{\\{\\{([a-z-]+)}}}|\\{\\{asset:([^{}]+)}}|\\{\\{([a-z-]+)}}");

    private static final Pattern INCLUDE =
            Pattern.compile("(?m)^ *\\{\\{include:([a-z-]+\\.html)((?: [a-z-]+=[^ {}]+)*)}}\\n");

    private final String name;
    private final String text;

    /**
     * A template of the site.
     *
     * @param texts gives a template's text by its name
     */
    Template(String name, UnaryOperator<String> texts) {
        this.name = name;
        text = INCLUDE.matcher(texts.apply(name))
                .replaceAll(part -> Matcher.quoteReplacement(with(part.group(2), texts.apply(part.group(1)))));
    }

    private static String with(String arguments, String part) {
        String text = part;
        for (String argument : arguments.strip().split(" ")) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                text = text.replace(
                        "{{" + argument.substring(0, equals) + "}}", Html.escape(argument.substring(equals + 1)));
            }
        }
        return text;
    }

    /**
     * The text with all holes filled.
     *
     * @param values what goes into the holes, by name
     * @param assets gives the address of an asset
     */
    String render(Map<String, String> values, UnaryOperator<String> assets) {
        Matcher matcher = HOLE.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(fill(matcher, values, assets)));
    }

    private String fill(Matcher hole, Map<String, String> values, UnaryOperator<String> assets) {
        if (hole.group(1) != null) {
            return value(hole.group(1), values);
        }
        if (hole.group(2) != null) {
            return Html.escape(assets.apply(hole.group(2)));
        }
        return Html.escape(value(hole.group(3), values));
    }

    private String value(String hole, Map<String, String> values) {
        String value = values.get(hole);
        if (value == null) {
            throw new IllegalStateException("The template " + name + " has a hole " + hole
                    + " that nothing fills; there are " + values.keySet());
        }
        return value;
    }
}
