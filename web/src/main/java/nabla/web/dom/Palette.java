package nabla.web.dom;

import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The colours of the style sheet as they are now, for what is painted on a canvas. Each is asked for once in a colour
 * scheme: the browser computes all styles anew to answer.
 */
public final class Palette {
    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        onChange(KNOWN::clear);
    }

    private Palette() {}

    /** The variable's colour, such as {@code ink} or {@code value}, in the present colour scheme: {@code rgb(…)}. */
    public static String color(String variable) {
        return KNOWN.computeIfAbsent(variable, name -> resolved(Probe.ELEMENT, "var(--" + name + ")"));
    }

    /** Calls the action whenever the colour scheme changes. */
    public static void onChange(Runnable action) {
        Dom.on(Dom.window(), "nabla-theme", action);
    }

    /** Red, green and blue of the variable's colour, each from 0 to 255. */
    public static int[] components(String variable) {
        String color = color(variable);
        int[] components = new int[3];
        int at = 0;
        int number = -1;
        for (int i = 0; i < color.length() && at < 3; i++) {
            char c = color.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.max(number, 0) * 10 + c - '0';
            } else if (number >= 0) {
                components[at++] = number;
                number = -1;
            }
        }
        return components;
    }

    /** Made when first asked for: by then the page has a body. */
    private static final class Probe {
        static final HTMLElement ELEMENT = Dom.element("span", "visually-hidden");

        static {
            ELEMENT.setAttribute("aria-hidden", "true");
            Dom.document().getBody().appendChild(ELEMENT);
        }
    }

    @JSBody(
            params = {"probe", "color"},
            script = "probe.style.color=color;return getComputedStyle(probe).color;")
    private static native String resolved(HTMLElement probe, String color);
}
