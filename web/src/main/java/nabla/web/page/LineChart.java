package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import nabla.web.js.Numbers;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * A curve over the steps of a training, painted at most once a frame however fast points come. Each column of dots
 * shows the range of the values that fall into it, so that thousands of points a second cost what a screen's width
 * costs. Under it a table with the same numbers, for those who do not see the curve.
 */
final class LineChart {
    /** How a chart reads: every value faint with a running mean over it, a dot for each value, or a line. */
    enum Style {
        NOISY,
        DOTS,
        PLAIN
    }

    private static final int LEFT = 40;
    private static final int RIGHT = 10;
    private static final int TOP = 8;
    private static final int BOTTOM = 20;

    /** About the loss of knowing nothing among ten classes, ln 10: how high the axis is while it is empty. */
    private static final double UNTRAINED = 2.2;

    private final Series series;
    private final Style style;
    private final String name;
    private final HTMLCanvasElement canvas = Dom.canvas(300, 150);
    private final CanvasRenderingContext2D context = Dom.context(canvas);
    private final HTMLElement note = Dom.element("p", "chart-note");
    private final ChartTable table;

    private final Digest digest = new Digest();
    private int digested;
    private int generation;

    private double expectedSteps;
    private double stepsPerEpoch;
    private double target = Double.NaN;
    private int pointed = -1;
    private boolean awaitsPaint;
    private Scale across = new Scale(0, 1, 0, 1);
    private double width;
    private double height;

    LineChart(HTMLElement place, Series series, Style style, String name) {
        this.series = series;
        this.style = style;
        this.name = name;
        table = new ChartTable(series, name, this::value);
        HTMLElement frame = Dom.element("div", "chart");
        canvas.setAttribute("role", "img");
        canvas.setAttribute("tabindex", "0");
        frame.appendChild(canvas);
        place.appendChild(frame);
        HTMLElement foot = Dom.element("div", "chart-foot");
        foot.appendChild(note);
        foot.appendChild(table.element());
        place.appendChild(foot);
        Dom.listen(canvas, "pointermove", event -> point(across.value(offsetX(event))));
        Dom.on(canvas, "pointerleave", this::unpoint);
        Dom.on(canvas, "blur", this::unpoint);
        Dom.listen(canvas, "keydown", this::move);
        Dom.on(Dom.window(), "resize", this::changed);
        Palette.onChange(this::changed);
        observeSize(canvas, this::changed);
        changed();
    }

    /** How far the axis reaches before the curve does, and where an epoch ends (0 if that is not known). */
    void expect(double steps, double perEpoch) {
        expectedSteps = steps;
        stepsPerEpoch = perEpoch;
        changed();
    }

    /** The value that the curve should reach: a dashed line. */
    void aimAt(double value) {
        target = value;
        changed();
    }

    /** The series has changed: paint in the next frame. */
    void changed() {
        if (!awaitsPaint) {
            awaitsPaint = true;
            Window.requestAnimationFrame(time -> paint());
        }
    }

    private void paint() {
        awaitsPaint = false;
        double dots = Math.max(1, Window.current().getDevicePixelRatio());
        width = canvas.getClientWidth();
        height = canvas.getClientHeight();
        if (width == 0 || height == 0) {
            return;
        }
        int wide = (int) Math.round(width * dots);
        int high = (int) Math.round(height * dots);
        if (canvas.getWidth() != wide || canvas.getHeight() != high) {
            canvas.setWidth(wide);
            canvas.setHeight(high);
        }
        context.setTransform(dots, 0, 0, dots, 0, 0);
        context.clearRect(0, 0, width, height);
        digest();
        double last = series.isEmpty() ? 0 : series.lastStep();
        across = new Scale(0, Math.max(Math.max(expectedSteps, last), 1), LEFT, width - RIGHT);
        Scale up = upScale();
        ChartAxes.paint(context, across, up, stepsPerEpoch, series.isEmpty() && expectedSteps == 0);
        if (!Double.isNaN(target)) {
            paintTarget(up);
        }
        if (!series.isEmpty()) {
            switch (style) {
                case NOISY -> paintNoisy(up);
                case DOTS -> paintDots(up);
                case PLAIN -> paintMean(up, 1);
            }
            paintPointer(up);
        }
        describe();
        table.changed();
    }

    private Scale upScale() {
        double low = 0;
        double high = 1;
        if (style == Style.NOISY) {
            // The first values are the highest of a training that goes well; of one that does not, the running mean is.
            double mean = series.isEmpty() ? UNTRAINED : series.value(0);
            high = Math.max(0.1, Math.min(mean, 1e9));
            for (int i = 0; i < digest.size(); i++) {
                mean += weight(i) * (digest.mean(i) - mean);
                if (mean > high && mean < 1e9) {
                    high = mean;
                }
            }
            high *= 1.15;
        } else if (style == Style.PLAIN) {
            return plainScale();
        } else if (!series.isEmpty()) {
            double lowest = 1;
            for (int i = 0; i < series.size(); i++) {
                lowest = Math.min(lowest, series.value(i));
            }
            low = lowest >= 0.9 ? 0.9 : lowest >= 0.8 ? 0.8 : lowest >= 0.5 ? 0.5 : 0;
        }
        return new Scale(low, high, height - BOTTOM, TOP);
    }

    /** From 0, or below, to the farthest value; what has run away does not flatten all the rest. */
    private Scale plainScale() {
        double low = Math.min(0, target);
        double high = Math.max(0, target);
        low = Double.isNaN(low) ? 0 : low;
        high = Double.isNaN(high) ? 0 : high;
        for (int i = 0; i < digest.size(); i++) {
            double mean = digest.mean(i);
            low = mean > -1e9 ? Math.min(low, mean) : low;
            high = mean < 1e9 ? Math.max(high, mean) : high;
        }
        double margin = low == high ? 1 : (high - low) * 0.08;
        return new Scale(low == 0 ? 0 : low - margin, high == 0 ? 0 : high + margin, height - BOTTOM, TOP);
    }

    /**
     * The weight of stretch {@code index} in the running mean, which looks back over about a fiftieth of the curve, though
     * never over less than ten values; at the beginning, where there is less to look back on, it is the mean of all.
     */
    private double weight(int index) {
        double window = Math.max(10.0 / digest.perStretch(), digest.size() / 50.0);
        return Math.max(2 / (window + 1), 1.0 / (index + 1));
    }

    /** Takes into the digest what has come since the last time. */
    private void digest() {
        if (generation != series.generation()) {
            generation = series.generation();
            digest.clear();
            digested = 0;
        }
        for (; digested < series.size(); digested++) {
            digest.add(series.step(digested), series.value(digested));
        }
    }

    /** The range of each column's values, faint; over it the running mean. */
    private void paintNoisy(Scale up) {
        context.setStrokeStyle(Palette.color("value"));
        context.setGlobalAlpha(0.28);
        context.setLineWidth(1);
        context.beginPath();
        int column = -1;
        double top = 0;
        double bottom = 0;
        for (int i = 0; i < digest.size(); i++) {
            int x = (int) across.place(digest.lastStep(i));
            double high = within(up.place(digest.high(i)));
            double low = within(up.place(digest.low(i)));
            if (x == column) {
                top = Math.min(top, high);
                bottom = Math.max(bottom, low);
            } else {
                addColumn(column, top, bottom);
                column = x;
                top = high;
                bottom = low;
            }
        }
        addColumn(column, top, bottom);
        context.stroke();
        context.setGlobalAlpha(1);

        paintMean(up, 0);
    }

    /** A line through the running mean, or, where each stretch has the weight 1, through the values. */
    private void paintMean(Scale up, double least) {
        context.setStrokeStyle(Palette.color("value"));
        context.setLineWidth(2);
        context.setLineJoin("round");
        context.beginPath();
        double mean = 0;
        for (int i = 0; i < digest.size(); i++) {
            mean += Math.max(least, weight(i)) * (digest.mean(i) - mean);
            double x = across.place(digest.lastStep(i));
            if (i == 0) {
                context.moveTo(x, within(up.place(mean)));
            } else {
                context.lineTo(x, within(up.place(mean)));
            }
        }
        context.stroke();
    }

    private void paintTarget(Scale up) {
        context.setStrokeStyle(Palette.color("quiet"));
        context.setLineWidth(1);
        double y = Math.round(up.place(target)) + 0.5;
        context.beginPath();
        for (double x = LEFT; x < width - RIGHT; x += 8) {
            context.moveTo(x, y);
            context.lineTo(Math.min(x + 4, width - RIGHT), y);
        }
        context.stroke();
    }

    /** The height on the screen, kept inside the frame. */
    private double within(double y) {
        return Math.max(TOP, Math.min(height - BOTTOM, y));
    }

    private void addColumn(int x, double low, double high) {
        if (x >= 0) {
            context.moveTo(x + 0.5, low - 0.5);
            context.lineTo(x + 0.5, high + 0.5);
        }
    }

    private void paintDots(Scale up) {
        context.setStrokeStyle(Palette.color("value"));
        context.setFillStyle(Palette.color("value"));
        context.setLineWidth(2);
        context.beginPath();
        for (int i = 0; i < series.size(); i++) {
            context.lineTo(across.place(series.step(i)), up.place(series.value(i)));
        }
        context.stroke();
        double radius = series.size() > 40 ? 2 : 4;
        for (int i = 0; i < series.size(); i++) {
            context.beginPath();
            context.arc(across.place(series.step(i)), up.place(series.value(i)), radius, 0, 2 * Math.PI);
            context.fill();
        }
    }

    private void paintPointer(Scale up) {
        if (pointed < 0) {
            return;
        }
        int index = Math.min(pointed, series.size() - 1);
        double x = across.place(series.step(index));
        context.setStrokeStyle(Palette.color("quiet"));
        context.setLineWidth(1);
        stroke(x, TOP, x, height - BOTTOM);
        context.setFillStyle(Palette.color("value"));
        context.beginPath();
        double y = within(up.place(series.value(index)));
        context.arc(x, y, 4, 0, 2 * Math.PI);
        context.fill();
    }

    private void stroke(double x1, double y1, double x2, double y2) {
        context.beginPath();
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
        context.stroke();
    }

    private void point(double step) {
        if (!series.isEmpty()) {
            pointed = series.nearest(step);
            changed();
        }
    }

    private void unpoint() {
        pointed = -1;
        changed();
    }

    /** Arrow keys walk along the curve, a fiftieth of it at a time if it is long. */
    private void move(Event event) {
        String key = Dom.key(event);
        int direction = key.equals("ArrowRight") ? 1 : key.equals("ArrowLeft") ? -1 : 0;
        if (direction != 0 && !series.isEmpty()) {
            event.preventDefault();
            int stride = Math.max(1, series.size() / 50);
            int from = pointed < 0 ? series.size() - 1 : pointed;
            pointed = Math.max(0, Math.min(series.size() - 1, from + direction * stride));
            changed();
        }
    }

    private void describe() {
        if (series.isEmpty()) {
            Dom.setText(note, style == Style.DOTS ? "after each epoch" : "of every batch");
            canvas.setAttribute("aria-label", name + ": no values yet");
            return;
        }
        if (pointed >= 0) {
            int index = Math.min(pointed, series.size() - 1);
            Dom.setText(note, at(index));
        } else {
            Dom.setText(note, explanation());
        }
        canvas.setAttribute("aria-label", name + ", " + series.size() + " values; latest: " + at(series.size() - 1));
    }

    private String explanation() {
        return switch (style) {
            case NOISY -> "bold: running mean";
            case DOTS -> "after each epoch";
            case PLAIN -> Double.isNaN(target) ? "of every batch" : "dashed: " + Numbers.plain(target);
        };
    }

    private String at(int index) {
        String where = style == Style.DOTS && stepsPerEpoch > 0
                ? "epoch " + Numbers.fixed(series.step(index) / stepsPerEpoch, 0)
                : "step " + Numbers.grouped(series.step(index));
        return where + ": " + value(series.value(index));
    }

    private String value(double value) {
        return style == Style.DOTS ? Numbers.fixed(value, 4) : Numbers.measured(value);
    }

    @JSBody(params = "event", script = "return event.offsetX;")
    private static native double offsetX(Event event);

    @JSFunctor
    private interface Resized extends JSObject {
        void happened();
    }

    @JSBody(
            params = {"element", "resized"},
            script = "new ResizeObserver(function(){resized();}).observe(element);")
    private static native void observeSize(HTMLElement element, Resized resized);
}
