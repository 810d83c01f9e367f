package nabla.web.stepper;

import java.util.Arrays;
import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import org.teavm.jso.dom.html.HTMLElement;

/** A tensor's twin for those who do not see its picture: a table of its numbers, filled when it is opened. */
final class TensorTable {
    private static final int ROWS = 16;
    private static final int COLUMNS = 10;

    private final TensorInfo tensor;
    private final TensorCard.Source source;
    private final int[] shape;
    private final HTMLElement details = Dom.element("details", "twin");
    private final HTMLElement place = Dom.element("div", "scroll");
    private int around;

    /** @param shape of the cells: the tensor's, or that of its sample */
    TensorTable(TensorInfo tensor, TensorCard.Source source, int[] shape) {
        this.tensor = tensor;
        this.source = source;
        this.shape = shape;
        details.appendChild(Dom.element("summary", "", Language.say("As a table")));
        place.setAttribute("tabindex", "0");
        place.setAttribute("role", "group");
        place.setAttribute("aria-label", Language.say("Numbers of {0}", tensor.title()));
        details.appendChild(place);
        Dom.on(details, "toggle", this::fill);
    }

    HTMLElement element() {
        return details;
    }

    /** An open table shows the part that this cell is in. */
    void around(int cell) {
        around = Math.max(0, cell);
        fill();
    }

    private void fill() {
        if (!details.hasAttribute("open")) {
            return;
        }
        int rank = shape.length;
        int columns = rank > 0 ? shape[rank - 1] : 1;
        int rows = rank > 1 ? shape[rank - 2] : 1;
        int plane = around / (rows * columns);
        int top = first(around / columns % rows, rows, ROWS);
        int left = first(around % columns, columns, COLUMNS);
        int bottom = Math.min(rows, top + ROWS);
        int right = Math.min(columns, left + COLUMNS);
        double[] cells = source.cells();
        Html html = new Html();
        html.open("table").open("caption");
        Text caption = Text.of("{0}{1}", tensor.title(), " " + Shapes.text(shape));
        if (rank > 2) {
            int[] head = Shapes.place(plane * rows * columns, shape);
            caption = Text.of("{0}, plane {1}", caption, Shapes.joined(Arrays.copyOf(head, rank - 2), ", "));
        }
        if (bottom - top < rows || right - left < columns) {
            caption = Text.of("{0}: rows {1} to {2}, columns {3} to {4}", caption, top, bottom - 1, left, right - 1);
        }
        html.text(Language.say(caption));
        html.close("caption").open("tr").open("td").close("td");
        for (int column = left; column < right; column++) {
            html.open("th scope=col").text(String.valueOf(column)).close("th");
        }
        html.close("tr");
        for (int row = top; row < bottom; row++) {
            html.open("tr").open("th scope=row").text(String.valueOf(row)).close("th");
            for (int column = left; column < right; column++) {
                int cell = (plane * rows + row) * columns + column;
                html.open(cell == around ? "td class=here" : "td");
                html.text(cell < cells.length ? Digits.exact(cells[cell], 4) : "")
                        .close("td");
            }
            html.close("tr");
        }
        place.setInnerHTML(html.close("table").toString());
    }

    private static int first(int at, int length, int room) {
        return Math.max(0, Math.min(at - room / 2, length - room));
    }
}
