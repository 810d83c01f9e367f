package nabla.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * Matrices that a program shows: orange below 0 and blue above, the stronger the farther from it. Those whose columns
 * have names are tables with their numbers, the others are pictures.
 */
final class Heatmaps {
    /** Beyond this share of the greatest number, figures are written light on dark. */
    private static final double STRONG = 0.6;

    private record Shown(HTMLElement place, JsRecord matrix) {}

    private final HTMLElement place;
    private final Map<String, Shown> shown = new LinkedHashMap<>();

    private Heatmaps(HTMLElement place) {
        this.place = place;
        clear();
        Palette.onChange(this::paint);
    }

    /** The page's place for them, or null if it has none. */
    static @Nullable Heatmaps onPage() {
        HTMLElement place = Dom.document().getElementById("heatmaps");
        return place == null ? null : new Heatmaps(place);
    }

    /** Forgets what the last run showed. */
    void clear() {
        shown.clear();
        place.setInnerHTML("");
        place.appendChild(Dom.element("p", "empty", "Appears after the first epoch."));
    }

    /** Shows a matrix, in place of an earlier one with its title. */
    void show(JsRecord matrix) {
        String title = matrix.text("title");
        Shown known = shown.get(title);
        if (known == null && shown.isEmpty()) {
            place.setInnerHTML("");
        }
        HTMLElement figure = known == null ? Dom.element("figure", "") : known.place();
        if (known == null) {
            place.appendChild(figure);
        }
        shown.put(title, new Shown(figure, matrix));
        Dom.setClass(place, "named", matrix.record("names").length() > 0);
        paint(figure, matrix);
    }

    private void paint() {
        for (Shown each : shown.values()) {
            paint(each.place(), each.matrix());
        }
    }

    private static void paint(HTMLElement figure, JsRecord matrix) {
        float[] values = ((Float32Array) matrix.object("values")).copyToJavaArray();
        double most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        figure.setInnerHTML("");
        if (matrix.record("names").length() > 0) {
            figure.appendChild(table(matrix, values, most == 0 ? 1 : most));
        } else {
            figure.appendChild(picture(matrix, values, most == 0 ? 1 : most));
            figure.appendChild(Dom.element("figcaption", "", matrix.text("title")));
        }
    }

    private static HTMLElement table(JsRecord matrix, float[] values, double most) {
        int columns = matrix.integer("columns");
        HTMLElement table = Dom.element("table", "");
        table.appendChild(Dom.element("caption", "", matrix.text("title")));
        HTMLElement head = Dom.element("tr", "");
        JsRecord names = matrix.record("names");
        for (int i = 0; i < names.length(); i++) {
            HTMLElement name = Dom.element("th", "", names.textAt(i));
            name.setAttribute("scope", "col");
            head.appendChild(name);
        }
        table.appendChild(head);
        for (int start = 0; start < values.length; start += columns) {
            HTMLElement row = Dom.element("tr", "");
            for (int i = start; i < start + columns; i++) {
                row.appendChild(cell(values[i], Math.abs(values[i]) / most));
            }
            table.appendChild(row);
        }
        return table;
    }

    /** No cell gets a middling colour, on which neither dark nor light figures could be read. */
    private static HTMLElement cell(double value, double strength) {
        boolean strong = strength > STRONG;
        double heat = strong ? 90 + 10 * (strength - STRONG) / (1 - STRONG) : 44 * strength / STRONG;
        HTMLElement cell = Dom.element("td", strong ? "strong" : "", Numbers.fixed(value, 2));
        Dom.setStyle(cell, "--tone", value < 0 ? "var(--gradient)" : "var(--value)");
        Dom.setStyle(cell, "--heat", Numbers.fixed(heat, 0));
        return cell;
    }

    private static HTMLElement picture(JsRecord matrix, float[] values, double most) {
        int columns = matrix.integer("columns");
        int rows = values.length / columns;
        HTMLCanvasElement canvas = Dom.canvas(columns, rows);
        CanvasRenderingContext2D context = Dom.context(canvas);
        String plus = Palette.color("value");
        String minus = Palette.color("gradient");
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
            context.setFillStyle(values[i] < 0 ? minus : plus);
            context.setGlobalAlpha(Math.abs(values[i]) / most);
            context.fillRect(i % columns, i / columns, 1, 1);
        }
        canvas.setAttribute("role", "img");
        canvas.setAttribute(
                "aria-label",
                matrix.text("title") + ": " + rows + " by " + columns + " numbers from " + Numbers.measured(low)
                        + " to " + Numbers.measured(high));
        return canvas;
    }
}
