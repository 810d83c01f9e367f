package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** How often each class is taken for each other: rows are what it is, columns what was read. A real table. */
final class ConfusionMatrix {
    private static final double STRONG = 0.6;

    private final HTMLElement place;
    private HTMLElement[] cells = new HTMLElement[0];

    ConfusionMatrix(HTMLElement place) {
        this.place = place;
        place.appendChild(Dom.element("p", "empty", "Appears after the first epoch."));
    }

    /** Shows the counts, {@code counts[truth * classes + read]}. */
    void show(int[] counts, String[] classes) {
        int size = classes.length;
        if (cells.length != counts.length) {
            build(classes);
        }
        for (int truth = 0; truth < size; truth++) {
            int total = 0;
            for (int read = 0; read < size; read++) {
                total += counts[truth * size + read];
            }
            for (int read = 0; read < size; read++) {
                show(cells[truth * size + read], counts[truth * size + read], total, truth == read);
            }
        }
        for (int i = 0; i < counts.length; i++) {
            String truth = classes[i / size];
            String read = classes[i % size];
            cells[i].setTitle(
                    truth.equals(read)
                            ? truth + ": read rightly " + Numbers.grouped(counts[i]) + " times"
                            : truth + " read as " + read + ": " + Numbers.grouped(counts[i]) + " times");
        }
    }

    /**
     * Mistakes are rare, so their colour grows with the square root of their share. No cell gets a middling colour, on
     * which neither dark nor light figures could be read.
     */
    private static void show(HTMLElement cell, int count, int total, boolean right) {
        double share = total == 0 ? 0 : count / (double) total;
        double strength = right ? share * share : Math.min(1, 2.2 * Math.sqrt(share));
        boolean strong = strength > STRONG;
        double heat = strong ? 90 + 10 * (strength - STRONG) / (1 - STRONG) : 6 + 38 * strength / STRONG;
        Dom.setText(cell, String.valueOf(count));
        Dom.setStyle(cell, "--heat", Numbers.fixed(count == 0 ? 0 : heat, 0));
        Dom.setClass(cell, "strong", count > 0 && strong);
        Dom.setClass(cell, "none", count == 0);
        Dom.setClass(cell, "thousands", count >= 1000);
    }

    private void build(String[] classes) {
        place.setInnerHTML("");
        boolean words = classes[0].length() > 2;
        HTMLElement table = Dom.element("table", words ? "confusion words" : "confusion");
        table.appendChild(Dom.element(
                "caption", "visually-hidden", "Confusion matrix: rows are the truth, columns what the network read"));
        HTMLElement head = Dom.element("thead", "");
        HTMLElement first = Dom.element("tr", "");
        first.appendChild(Dom.element("td", "", ""));
        for (String name : classes) {
            HTMLElement cell = Dom.element("th", "", words ? brief(name) : name);
            cell.setAttribute("scope", "col");
            cell.setTitle(name);
            first.appendChild(cell);
        }
        head.appendChild(first);
        table.appendChild(head);
        HTMLElement body = Dom.element("tbody", "");
        cells = new HTMLElement[classes.length * classes.length];
        for (int truth = 0; truth < classes.length; truth++) {
            HTMLElement row = Dom.element("tr", "");
            HTMLElement name = Dom.element("th", "", words ? brief(classes[truth]) : classes[truth]);
            name.setAttribute("scope", "row");
            name.setTitle(classes[truth]);
            row.appendChild(name);
            for (int read = 0; read < classes.length; read++) {
                HTMLElement cell = Dom.element("td", "");
                Dom.setStyle(cell, "--tone", truth == read ? "var(--value)" : "var(--wrong)");
                row.appendChild(cell);
                cells[truth * classes.length + read] = cell;
            }
            body.appendChild(row);
        }
        table.appendChild(body);
        place.appendChild(table);
        place.appendChild(Dom.element("p", "chart-note", "rows: what it is; columns: what was read"));
    }

    private static String brief(String name) {
        return name.substring(0, Math.min(4, name.length()));
    }
}
