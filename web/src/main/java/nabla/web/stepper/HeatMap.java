package nabla.web.stepper;

import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import nabla.web.js.Numbers;
import org.teavm.jso.JSBody;
import org.teavm.jso.browser.Window;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * A tensor as a picture: a colour for each cell, a sign or its digits where there is room. What is chosen and what it was
 * made from is drawn on a second canvas above, so that pointing repaints no cell.
 */
final class HeatMap {
    /** What a person does with the picture. */
    interface Listener {
        /** Points at a cell, or at none (-1). */
        void hover(int cell);

        void select(int cell);
    }

    private static final double ROOM_FOR_DIGITS = 28;
    private static final double ROOM_FOR_SIGN = 11;

    private final CellGrid grid;
    private final Listener listener;
    private final double dots = Math.max(1, Window.current().getDevicePixelRatio());
    private final HTMLElement element = Dom.element("div", "heat");
    private final HTMLCanvasElement base;
    private final HTMLCanvasElement above;
    private final CanvasRenderingContext2D marks;
    private int selected = -1;
    private int hovered = -1;

    /** A picture without its colours: {@link #paint} brings them. */
    HeatMap(CellGrid grid, Listener listener) {
        this.grid = grid;
        this.listener = listener;
        int width = (int) Math.ceil(grid.width() * dots);
        int height = (int) Math.ceil(grid.height() * dots);
        base = Dom.canvas(width, height);
        above = Dom.canvas(width, height);
        marks = Dom.context(above);
        base.setAttribute("aria-hidden", "true");
        above.setAttribute("role", "img");
        above.setAttribute("tabindex", "0");
        Dom.setStyle(element, "width", Numbers.plain(grid.width()) + "px");
        Dom.setStyle(element, "height", Numbers.plain(grid.height()) + "px");
        element.appendChild(base);
        element.appendChild(above);
        Dom.listen(above, "pointermove", event -> hover(grid.at(x(event), y(event))));
        Dom.on(above, "pointerleave", () -> hover(-1));
        Dom.listen(above, "click", event -> {
            int cell = grid.at(x(event), y(event));
            if (cell >= 0) {
                listener.select(cell);
            }
        });
        Dom.listen(above, "keydown", this::move);
    }

    HTMLElement element() {
        return element;
    }

    /** What those hear who do not see the picture. */
    void label(String text) {
        above.setAttribute("aria-label", text);
    }

    void select(int cell) {
        selected = cell;
    }

    /** Draws the chosen cell and these lights; cells that are not lit are dimmed if any is. */
    void mark(Iterable<Light> lights) {
        marks.setTransform(1, 0, 0, 1, 0, 0);
        marks.clearRect(0, 0, above.getWidth(), above.getHeight());
        marks.setTransform(dots, 0, 0, dots, 0, 0);
        boolean dim = true;
        for (Light light : lights) {
            if (dim) {
                marks.setFillStyle(Palette.color("raised"));
                marks.setGlobalAlpha(0.6);
                marks.fillRect(0, 0, grid.width(), grid.height());
                marks.setGlobalAlpha(1);
                dim = false;
            }
            outline(light, false);
        }
        for (Light light : lights) {
            outline(light, true);
        }
        if (hovered >= 0 && hovered != selected) {
            frame(grid.x(hovered), grid.y(hovered), grid.cellWidth(), grid.cellHeight(), "hover");
        }
        if (selected >= 0) {
            frame(grid.x(selected), grid.y(selected), grid.cellWidth(), grid.cellHeight(), "selected");
        }
    }

    /** Goes over the light's cells in rectangles as large as can be: uncovers them, or draws their outlines. */
    private void outline(Light light, boolean draw) {
        int[] all = light.cells();
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;
        int i = 0;
        while (i < all.length) {
            int end = i;
            while (end + 1 < all.length
                    && all[end + 1] == all[end] + 1
                    && grid.column(all[end + 1]) > grid.column(all[end])) {
                end++;
            }
            double left = grid.x(all[i]);
            double top = grid.y(all[i]);
            double wide = (end - i + 1) * grid.cellWidth();
            boolean below = left == x && wide == width && Math.abs(top - y - height) < 0.01;
            if (below) {
                height += grid.cellHeight();
            } else {
                rectangle(x, y, width, height, light.role(), draw);
                x = left;
                y = top;
                width = wide;
                height = grid.cellHeight();
            }
            i = end + 1;
        }
        rectangle(x, y, width, height, light.role(), draw);
    }

    private void rectangle(double x, double y, double width, double height, String role, boolean draw) {
        if (width == 0) {
            return;
        }
        if (draw) {
            frame(x, y, width, height, role);
        } else {
            marks.clearRect(x, y, width, height);
        }
    }

    /** An outline that is told from others by its form: a source is hatched, a winner is double, what is hovered is dashed. */
    private void frame(double x, double y, double width, double height, String role) {
        double left = Math.max(1, Math.min(x, grid.width() - 3));
        double top = Math.max(1, Math.min(y, grid.height() - 3));
        double wide = Math.max(3, Math.min(width, grid.width() - left - 1));
        double high = Math.max(3, Math.min(height, grid.height() - top - 1));
        boolean strong = role.equals("selected") || role.equals("winner");
        marks.setLineWidth(strong ? 5 : 3.5);
        marks.setStrokeStyle(Palette.color("raised"));
        marks.strokeRect(left, top, wide, high);
        marks.setLineWidth(strong ? 2.5 : 1.5);
        marks.setStrokeStyle(Palette.color("ink"));
        setDash(marks, role.equals("hover") ? 3 : role.equals("source") ? 5 : 0);
        marks.strokeRect(left, top, wide, high);
        setDash(marks, 0);
        if (role.equals("winner")) {
            marks.setLineWidth(1);
            marks.strokeRect(left + 3, top + 3, Math.max(1, wide - 6), Math.max(1, high - 6));
        }
        if (role.equals("source")) {
            marks.save();
            marks.beginPath();
            marks.rect(left, top, wide, high);
            marks.clip();
            marks.setLineWidth(0.75);
            marks.beginPath();
            for (double at = left - high; at < left + wide; at += 7) {
                marks.moveTo(at, top + high);
                marks.lineTo(at + high, top);
            }
            marks.stroke();
            marks.restore();
        }
    }

    /** Paints all cells. */
    void paint(double[] cells, ColorScale scale) {
        int wide = grid.across() * grid.columns();
        int high = grid.down() * grid.rows();
        int[] pixels = new int[wide * high];
        int count = Math.min(cells.length, grid.size());
        for (int cell = 0; cell < count; cell++) {
            int plane = grid.plane(cell);
            int x = plane % grid.across() * grid.columns() + grid.column(cell);
            int y = plane / grid.across() * grid.rows() + grid.row(cell);
            int color = scale.color(cells[cell]);
            pixels[y * wide + x] = 0xFF000000 | (color & 255) << 16 | color & 0xFF00 | color >> 16;
        }
        HTMLCanvasElement image = Dom.canvas(wide, high);
        CanvasRenderingContext2D context = Dom.context(base);
        put(Dom.context(image), Int32Array.copyFromJavaArray(pixels), wide, high);
        context.setTransform(dots, 0, 0, dots, 0, 0);
        smooth(context, grid.cellWidth() * dots < 1 || grid.cellHeight() * dots < 1);
        double planeWidth = grid.columns() * grid.cellWidth();
        double planeHeight = grid.rows() * grid.cellHeight();
        for (int plane = 0; plane < grid.across() * grid.down(); plane++) {
            context.drawImage(
                    image,
                    plane % grid.across() * grid.columns(),
                    plane / grid.across() * grid.rows(),
                    grid.columns(),
                    grid.rows(),
                    grid.planeX(plane),
                    grid.planeY(plane),
                    planeWidth,
                    planeHeight);
        }
        double room = Math.min(grid.cellWidth(), grid.cellHeight() * 1.6);
        if (room >= ROOM_FOR_SIGN) {
            write(context, room >= ROOM_FOR_DIGITS, cells, scale);
        }
    }

    /** Writes the digits of each cell, or only its sign. */
    private void write(CanvasRenderingContext2D context, boolean digits, double[] cells, ColorScale scale) {
        context.setTextAlign("center");
        context.setTextBaseline("middle");
        int room = (int) (grid.cellWidth() / 6.4);
        context.setFont((digits ? "500 10.5px" : "600 11px") + " 'JetBrains Mono', monospace");
        for (int cell = 0; cell < Math.min(cells.length, grid.size()); cell++) {
            double value = cells[cell];
            if (!digits && !(Math.abs(scale.strength(value)) > 0.1)) {
                continue;
            }
            context.setFillStyle(ColorScale.isDark(scale.color(value)) ? "#fff" : "#10141c");
            context.fillText(
                    digits ? Digits.brief(value, Math.max(3, room)) : value < 0 ? "−" : "+",
                    grid.x(cell) + grid.cellWidth() / 2,
                    grid.y(cell) + grid.cellHeight() / 2 + 0.5);
        }
    }

    private void hover(int cell) {
        if (cell != hovered) {
            hovered = cell;
            listener.hover(cell);
        }
    }

    /** The cell whose number is shown: the one pointed at, or else the chosen one. */
    int shown() {
        return hovered >= 0 ? hovered : selected;
    }

    private void move(Event event) {
        if (Dom.hasModifier(event)) {
            return;
        }
        String key = Dom.key(event);
        int right = key.equals("ArrowRight") ? 1 : key.equals("ArrowLeft") ? -1 : 0;
        int below = key.equals("ArrowDown") ? 1 : key.equals("ArrowUp") ? -1 : 0;
        if (right != 0 || below != 0) {
            event.preventDefault();
            event.stopPropagation();
            listener.select(selected < 0 ? 0 : grid.neighbour(selected, right, below));
        }
    }

    /** For a picture of the whole step. */
    HTMLCanvasElement base() {
        return base;
    }

    HTMLCanvasElement above() {
        return above;
    }

    double width() {
        return grid.width();
    }

    double height() {
        return grid.height();
    }

    @JSBody(params = "event", script = "return event.offsetX;")
    private static native double x(Event event);

    @JSBody(params = "event", script = "return event.offsetY;")
    private static native double y(Event event);

    @JSBody(
            params = {"context", "pixels", "width", "height"},
            script = "context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer,pixels.byteOffset,"
                    + "width*height*4),width,height),0,0);")
    private static native void put(CanvasRenderingContext2D context, Int32Array pixels, int width, int height);

    @JSBody(
            params = {"context", "on"},
            script = "context.imageSmoothingEnabled=on;")
    private static native void smooth(CanvasRenderingContext2D context, boolean on);

    @JSBody(
            params = {"context", "length"},
            script = "context.setLineDash(length?[length,length]:[]);")
    private static native void setDash(CanvasRenderingContext2D context, int length);
}
