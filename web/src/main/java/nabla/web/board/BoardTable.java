package nabla.web.board;

import java.util.List;
import nabla.board.Layer;
import nabla.board.LayerReading;
import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** The board's twin for those who do not see the strips: the latest numbers of each layer, filled while it is open. */
final class BoardTable {
    private final HTMLElement details = Dom.element("details", "twin");
    private final HTMLElement table = Dom.element("table", "");

    BoardTable(Runnable opened) {
        details.setAttribute("data-testid", "board-table");
        details.appendChild(Dom.element("summary", "", "As a table"));
        HTMLElement frame = Dom.element("div", "board-frame");
        frame.setAttribute("tabindex", "0");
        frame.setAttribute("role", "region");
        frame.setAttribute("aria-label", "Numbers of the training board");
        frame.appendChild(table);
        details.appendChild(frame);
        Dom.on(details, "toggle", opened);
    }

    HTMLElement element() {
        return details;
    }

    /** Shows the layers in this order. */
    void show(History history, List<Integer> order) {
        if (!details.hasAttribute("open")) {
            return;
        }
        table.setInnerHTML("");
        table.appendChild(Dom.element(
                "caption", "quiet", "At iteration " + Numbers.grouped(history.iteration(history.size() - 1))));
        HTMLElement head = Dom.element("tr", "");
        for (String title : new String[] {
            "layer", "‖gradient‖", "largest so far", "‖gradient‖ of the bias", "‖Δw‖/‖w‖", "mean", "deviation", "zeros"
        }) {
            HTMLElement cell = Dom.element("th", "", title);
            cell.setAttribute("scope", "col");
            head.appendChild(cell);
        }
        table.appendChild(head);
        for (int number : order) {
            Layer layer = history.layers().get(number);
            LayerReading latest = history.latest(number);
            HTMLElement row = Dom.element("tr", "");
            HTMLElement name = Dom.element("th", "", layer.name());
            name.setAttribute("scope", "row");
            row.appendChild(name);
            for (String text : new String[] {
                Figures.of(latest.gradientNorm()),
                Figures.of(history.most(number, LayerReading::gradientNorm)),
                Figures.of(latest.biasNorm()),
                Figures.of(latest.updateRatio()),
                Figures.of(latest.mean()),
                Figures.of(latest.deviation()),
                layer.isRectified() ? Numbers.fixed(100 * latest.zeros(), 0) + " %" : "–"
            }) {
                row.appendChild(Dom.element("td", "", text));
            }
            table.appendChild(row);
        }
    }
}
