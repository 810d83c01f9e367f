package nabla.web.page;

import java.util.ArrayList;
import java.util.List;
import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/**
 * A surface to draw on: with a mouse, a pen, a finger, or the keyboard (arrow keys move, the space bar lowers and lifts
 * the pen, Delete clears).
 */
final class DrawingPad {
    private static final int SIDE = 280;
    private static final int PEN = 22;
    private static final int KEY_STEP = 10;

    private final HTMLCanvasElement canvas = Dom.canvas(SIDE, SIDE);
    private final CanvasRenderingContext2D context = readable(canvas);
    private final List<Stroke> strokes = new ArrayList<>();
    private final Runnable changed;
    private @Nullable Stroke current;
    private double penX = SIDE / 2.0;
    private double penY = SIDE / 4.0;
    private boolean showsPen;

    /** {@code changed} is called after every change of the drawing. */
    DrawingPad(Runnable changed) {
        this.changed = changed;
        canvas.setClassName("pad");
        canvas.setAttribute("data-testid", "draw");
        canvas.setAttribute("tabindex", "0");
        canvas.setAttribute("role", "img");
        canvas.setAttribute(
                "aria-label", "Drawing surface. Arrow keys move the pen, space lowers and lifts it, Delete clears.");
        Dom.listen(canvas, "pointerdown", this::lower);
        Dom.listen(canvas, "pointermove", this::drag);
        Dom.on(canvas, "pointerup", this::lift);
        Dom.on(canvas, "pointercancel", this::lift);
        Dom.listen(canvas, "keydown", this::key);
        Dom.on(canvas, "blur", this::hidePen);
        Palette.onChange(this::paint);
    }

    HTMLCanvasElement canvas() {
        return canvas;
    }

    void clear() {
        strokes.clear();
        current = null;
        paint();
        changed.run();
    }

    /** The 28×28 picture of the drawing, as MNIST's were made or as it lies; null if nothing is drawn. */
    float @Nullable [] picture(boolean normalise) {
        if (strokes.isEmpty()) {
            return null;
        }
        boolean pen = showsPen;
        showsPen = false;
        paint();
        float[] ink = ink();
        showsPen = pen;
        paint();
        return normalise ? DigitImage.normalised(ink, SIDE, SIDE) : DigitImage.plain(ink, SIDE, SIDE);
    }

    private float[] ink() {
        byte[] bytes = alphaOf(context.getImageData(0, 0, SIDE, SIDE).getData());
        float[] ink = new float[SIDE * SIDE];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (bytes[i] & 0xFF) / 255f;
        }
        return ink;
    }

    private static byte[] alphaOf(Uint8ClampedArray pixels) {
        return everyFourth(pixels).copyToJavaArray();
    }

    @JSBody(
            params = "pixels",
            script = "var alpha=new Int8Array(pixels.length/4);"
                    + "for(var i=0;i<alpha.length;i++)alpha[i]=pixels[4*i+3];return alpha;")
    private static native Int8Array everyFourth(Uint8ClampedArray pixels);

    private void lower(Event event) {
        if (!isMainButton(event)) {
            return;
        }
        event.preventDefault();
        capture(canvas, event);
        focus(canvas);
        showsPen = false;
        begin(x(event), y(event));
    }

    private void drag(Event event) {
        if (current != null && !showsPen) {
            extend(x(event), y(event));
        }
    }

    private void lift() {
        current = null;
    }

    private void begin(double x, double y) {
        current = new Stroke();
        strokes.add(current);
        extend(x, y);
    }

    private void extend(double x, double y) {
        if (current != null) {
            current.to(x, y);
            penX = x;
            penY = y;
            paint();
            changed.run();
        }
    }

    private void key(Event event) {
        String key = keyOf(event);
        double stepX = key.equals("ArrowLeft") ? -KEY_STEP : key.equals("ArrowRight") ? KEY_STEP : 0;
        double stepY = key.equals("ArrowUp") ? -KEY_STEP : key.equals("ArrowDown") ? KEY_STEP : 0;
        if (stepX != 0 || stepY != 0) {
            penX = Math.max(PEN, Math.min(SIDE - PEN, penX + stepX));
            penY = Math.max(PEN, Math.min(SIDE - PEN, penY + stepY));
            showsPen = true;
            extend(penX, penY);
            paint();
        } else if (key.equals(" ")) {
            showsPen = true;
            if (current == null) {
                begin(penX, penY);
            } else {
                lift();
                paint();
            }
        } else if (key.equals("Delete") || key.equals("Backspace")) {
            clear();
        } else {
            return;
        }
        event.preventDefault();
    }

    private void hidePen() {
        if (showsPen) {
            showsPen = false;
            current = null;
            paint();
        }
    }

    private void paint() {
        context.clearRect(0, 0, SIDE, SIDE);
        context.setStrokeStyle(Palette.color("ink"));
        context.setLineWidth(PEN);
        context.setLineCap("round");
        context.setLineJoin("round");
        for (Stroke stroke : strokes) {
            stroke.paint(context);
        }
        if (showsPen) {
            context.setStrokeStyle(Palette.color(current == null ? "quiet" : "gradient"));
            context.setLineWidth(3);
            context.beginPath();
            context.arc(penX, penY, PEN / 2.0 + 3, 0, 2 * Math.PI);
            context.stroke();
        }
    }

    /** A context of a canvas whose pixels are read after every stroke, so that they are better kept in memory. */
    @JSBody(params = "canvas", script = "return canvas.getContext('2d',{willReadFrequently:true});")
    private static native CanvasRenderingContext2D readable(HTMLCanvasElement canvas);

    @JSBody(params = "event", script = "return event.offsetX*event.target.width/event.target.clientWidth;")
    private static native double x(Event event);

    @JSBody(params = "event", script = "return event.offsetY*event.target.height/event.target.clientHeight;")
    private static native double y(Event event);

    @JSBody(params = "event", script = "return event.button===0&&event.isPrimary;")
    private static native boolean isMainButton(Event event);

    @JSBody(params = "event", script = "return event.key;")
    private static native String keyOf(Event event);

    @JSBody(
            params = {"canvas", "event"},
            script = "try{canvas.setPointerCapture(event.pointerId);}catch(e){}")
    private static native void capture(HTMLCanvasElement canvas, Event event);

    @JSBody(params = "canvas", script = "canvas.focus({preventScroll:true});")
    private static native void focus(HTMLCanvasElement canvas);
}
