package nabla.web.stepper;

import java.util.List;
import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * A tensor of the step: its name, its picture, the number pointed at, and its table; beside it, if wished, another's. Its
 * place is known at once; its numbers are fetched when they are needed, and its picture is painted when there is time.
 */
final class TensorCard {
    /** Where the numbers come from. */
    @FunctionalInterface
    interface Source {
        double[] cells();
    }

    /** What a person does with a tensor's cells. */
    interface Listener {
        void hover(TensorInfo tensor, int cell);

        void select(TensorInfo tensor, int cell);

        /** Wants all cells of a tensor that was sampled. */
        void complete(TensorInfo tensor);
    }

    private static final int WIDE = 130;
    private static final int GROUP_COLORS = 4;

    private final TensorInfo tensor;
    private final Source source;
    private final @Nullable Source others;
    private final int[] shape;
    private final @Nullable Sample sample;
    private final HTMLElement element;
    private final HTMLElement reading = Dom.element("p", "reading-line");
    private final HeatMap map;
    private final @Nullable HeatMap other;
    private final TensorTable table;
    private double @Nullable [] loaded;
    private boolean isPainted;
    private List<Light> lights = List.of();

    /**
     * A card.
     *
     * @param source of the numbers: those of the trace, or a difference
     * @param symbol how this step's formula calls the tensor
     * @param others the same tensor in another iteration; null for none
     */
    TensorCard(
            Trace trace,
            TensorInfo tensor,
            Source source,
            String symbol,
            String title,
            @Nullable Source others,
            double width,
            double height,
            Listener listener) {
        this.tensor = tensor;
        this.source = source;
        this.others = others;
        sample = trace.isPartial(tensor) ? new Sample(tensor.shape()) : null;
        shape = sample != null ? sample.shape() : tensor.shape();
        element = Dom.element("figure", "tensor " + tensor.kind());
        head(trace, symbol, title);
        boolean wide = columns(shape) > WIDE;
        double room = Math.max(140, wide ? width - 30 : Math.min(width - 30, width / 2 - 34));
        CellGrid grid = CellGrid.fit(shape, room, height);
        HeatMap.Listener ears = new HeatMap.Listener() {
            @Override
            public void hover(int cell) {
                read();
                mark();
                listener.hover(tensor, whole(cell));
            }

            @Override
            public void select(int cell) {
                listener.select(tensor, whole(cell));
            }
        };
        map = new HeatMap(grid, ears);
        element.appendChild(map.element());
        other = others == null ? null : new HeatMap(grid, ears);
        if (other != null) {
            other.label(Language.say("{0} in the other iteration", tensor.title()));
            element.appendChild(Dom.element("p", "other-label", Language.say("in the other iteration")));
            element.appendChild(other.element());
        }
        element.appendChild(reading);
        if (sample != null) {
            HTMLElement all = Dom.element("button", "button small", Language.say("Show all {0} cells", tensor.size()));
            all.setAttribute("type", "button");
            Dom.on(all, "click", () -> listener.complete(tensor));
            element.appendChild(all);
        }
        table = new TensorTable(tensor, this::cells, shape);
        element.appendChild(table.element());
        read();
        mark();
    }

    private double[] cells() {
        double[] cells = loaded;
        if (cells == null) {
            cells = source.cells();
            loaded = cells;
        }
        return cells;
    }

    boolean isPainted() {
        return isPainted;
    }

    /** Paints the picture, if that has not been done. */
    void paint() {
        if (isPainted) {
            return;
        }
        isPainted = true;
        double limit = ColorScale.limit(cells());
        double[] beside = others == null ? null : others.cells();
        if (beside != null) {
            limit = Math.max(limit, ColorScale.limit(beside));
        }
        ColorScale scale =
                tensor.isPicture() ? ColorScale.picture(tensor.low(), tensor.high()) : ColorScale.diverging(limit);
        map.paint(cells(), scale);
        if (other != null && beside != null) {
            other.paint(beside, scale);
        }
    }

    /** How many cells lie side by side: of what has more axes, the channels' planes too. */
    private static int columns(int[] shape) {
        CellGrid grid = CellGrid.fit(shape, 1, 1);
        return grid.across() * grid.columns();
    }

    /** The cell of the whole tensor that one of the picture's stands for; -1 stays -1. */
    private int whole(int cell) {
        return sample == null || cell < 0 ? cell : sample.whole(cell);
    }

    /** The picture's cell for one of the whole tensor: the nearest in a sample. */
    private int shown(int cell) {
        return sample == null || cell < 0 ? cell : sample.nearest(cell);
    }

    private void head(Trace trace, String symbol, String title) {
        Html html = new Html();
        html.open("figcaption").element("b", title).element("span class=symbol", symbol);
        html.element("span class=dims", tensor.shapeText());
        html.element(
                "span class=kind",
                sample != null ? Language.say("{0}, a sample", tensor.kindName()) : tensor.kindName());
        if (tensor.group() >= 0 && trace.groups() > 1) {
            element.setAttribute("data-group", String.valueOf(tensor.group() % GROUP_COLORS));
            String group = Language.say("parameter group {0} of {1}", tensor.group() + 1, trace.groups());
            html.element("span class=group", group);
        }
        element.setInnerHTML(html.close("figcaption").toString());
    }

    HTMLElement element() {
        return element;
    }

    TensorInfo tensor() {
        return tensor;
    }

    HeatMap map() {
        return map;
    }

    /** The value of one of the whole tensor's cells, as far as it is here. */
    double value(int cell) {
        int at = shown(cell);
        double[] cells = cells();
        return at >= 0 && at < cells.length ? cells[at] : Double.NaN;
    }

    /** The place of a cell of the whole tensor, as a link and a person write it. */
    int[] place(int cell) {
        return Shapes.place(cell, tensor.shape());
    }

    int cell(int[] place) {
        return Shapes.cell(place, tensor.shape());
    }

    /** The cell of greatest size, which says most. */
    int strongest() {
        double[] cells = cells();
        int strongest = 0;
        for (int i = 0; i < cells.length; i++) {
            if (Math.abs(cells[i]) > Math.abs(cells[strongest])) {
                strongest = i;
            }
        }
        return whole(strongest);
    }

    /** Chooses a cell of the whole tensor, or none (-1). */
    void select(int cell) {
        int at = shown(cell);
        map.select(at);
        if (other != null) {
            other.select(at);
        }
        table.around(at);
        read();
        mark();
    }

    void light(List<Light> given) {
        if (given.isEmpty() && lights.isEmpty()) {
            return;
        }
        lights = sample == null ? given : List.of();
        mark();
    }

    private void mark() {
        map.mark(lights);
        if (other != null) {
            other.mark(lights);
        }
    }

    private void read() {
        int cell = whole(map.shown());
        String text =
                cell < 0 ? summary() : "[" + Shapes.joined(place(cell), ", ") + "] = " + Digits.exact(value(cell), 6);
        Dom.setText(reading, text);
        String dims = Shapes.text(shape);
        map.label(
                cell < 0
                        ? Language.say("{0} {1}, {2}", tensor.title(), dims, text)
                        : Language.say("{0} {1}, cell {2}", tensor.title(), dims, text));
    }

    private String summary() {
        if (tensor.shape().length == 0) {
            return Digits.exact(value(0), 7);
        }
        double share = 100.0 * tensor.zeros() / Math.max(1, tensor.size());
        return Language.say(
                        "{0} to {1} · norm {2}",
                        Digits.exact(tensor.low(), 3), Digits.exact(tensor.high(), 3), Digits.exact(tensor.norm(), 3))
                + (share >= 0.5 ? " · " + Language.say("{0} % zeros", Math.round(share)) : "")
                + (tensor.notNumbers() > 0
                        ? " · " + Language.say("{0} are no numbers in float32", tensor.notNumbers())
                        : "");
    }
}
