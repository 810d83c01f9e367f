package nabla.web.board;

import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** A small picture over the measured iterations, one column each, and the latest number beside it in words. */
final class Strip {
    private static final double HEIGHT = 34;

    /** So many columns the picture has at least, so that the first few are no walls. */
    private static final int LEAST = 40;

    private final HTMLElement element = Dom.element("div", "strip");
    private final HTMLCanvasElement canvas = Dom.canvas(1, 1);
    private final CanvasRenderingContext2D context = Dom.context(canvas);
    private final HTMLElement text = Dom.element("span", "strip-text", "–");
    private String color = "";
    private double width;
    private int columns;

    Strip(String label) {
        element.setAttribute("data-label", label);
        canvas.setAttribute("aria-hidden", "true");
        element.appendChild(canvas);
        element.appendChild(text);
    }

    HTMLElement element() {
        return element;
    }

    void say(String words, boolean isBad) {
        Dom.setText(text, words);
        Dom.setClass(text, "bad", isBad);
    }

    /** Has nothing to show, and says why. */
    void sayOnly(String words) {
        canvas.setHidden(true);
        say(words, false);
    }

    /** Empties the picture for so many columns; false where nobody can see it. */
    boolean clear(int count) {
        double dots = Math.max(1, Window.current().getDevicePixelRatio());
        width = canvas.getClientWidth();
        columns = Math.max(LEAST, count);
        int wide = (int) Math.round(width * dots);
        if (wide == 0) {
            return false;
        }
        canvas.setWidth(wide);
        canvas.setHeight((int) Math.round(HEIGHT * dots));
        context.setTransform(dots, 0, 0, dots, 0, 0);
        color = "";
        return true;
    }

    /** Where a column begins: on a whole dot, so that neighbours leave no seam. */
    private double x(int column) {
        return Math.round(width * column / columns);
    }

    /** The height on the screen of a share from 0, at the bottom, to 1. */
    private static double y(double share) {
        return HEIGHT - 1 - Math.max(0, Math.min(1, share)) * (HEIGHT - 2);
    }

    /** A column of shares from the bottom up: the larger, the stronger the colour. */
    void heat(int column, int[] counts, int from, int to, double total) {
        double high = HEIGHT / (to - from + 1);
        double left = x(column);
        double wide = x(column + 1) - left;
        for (int bin = from; bin <= to; bin++) {
            if (counts[bin] > 0) {
                context.setGlobalAlpha(Math.min(1, 0.12 + 1.5 * Math.sqrt(counts[bin] / total)));
                context.fillRect(left, HEIGHT - (bin - from + 1) * high, wide, high + 0.3);
            }
        }
        context.setGlobalAlpha(1);
    }

    /** What is painted next has this colour of the style sheet. */
    void color(String name) {
        if (!color.equals(name)) {
            color = name;
            String paint = Palette.color(name);
            context.setFillStyle(paint);
            context.setStrokeStyle(paint);
        }
    }

    /** A dashed line across at a share of the height. */
    void guide(double share) {
        context.setGlobalAlpha(0.75);
        for (double left = 0; left < width; left += 7) {
            context.fillRect(left, y(share) - 0.5, 4, 1);
        }
        context.setGlobalAlpha(1);
    }

    /** A vertical bar between two shares. */
    void bar(int column, double from, double to) {
        context.setGlobalAlpha(0.3);
        double top = y(Math.max(from, to));
        context.fillRect(x(column), top, x(column + 1) - x(column), y(Math.min(from, to)) - top);
        context.setGlobalAlpha(1);
    }

    /** A column where there was no number. */
    void lost(int column) {
        color("wrong");
        bar(column, 0, 1);
    }

    /** A line through a share for each column; what is no number is left out. */
    void line(double[] shares) {
        context.setLineWidth(1.75);
        context.beginPath();
        for (int i = 0; i < shares.length; i++) {
            if (!Double.isNaN(shares[i])) {
                context.lineTo((x(i) + x(i + 1)) / 2, y(shares[i]));
            }
        }
        context.stroke();
    }
}
