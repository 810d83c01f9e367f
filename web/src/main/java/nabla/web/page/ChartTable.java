package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.Clock;
import nabla.web.js.Numbers;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** A curve's twin for those who do not see it: a table of at most 20 of its points, filled when it is opened. */
final class ChartTable {
    private static final int ROWS = 20;
    private static final double REST_MILLISECONDS = 500;

    /** How a value is written. */
    @FunctionalInterface
    interface Text {
        String of(double value);
    }

    private final Series series;
    private final String name;
    private final Text text;
    private final HTMLElement details = Dom.element("details", "twin");
    private final HTMLElement table = Dom.element("table", "");
    private double filled;
    private boolean waits;

    ChartTable(Series series, String name, Text text) {
        this.series = series;
        this.name = name;
        this.text = text;
        details.appendChild(Dom.element("summary", "", "As a table"));
        details.appendChild(table);
        Dom.on(details, "toggle", this::changed);
    }

    HTMLElement element() {
        return details;
    }

    /** The series has changed; an open table follows, though not at once. */
    void changed() {
        if (!details.hasAttribute("open") || waits) {
            return;
        }
        double rest = filled + REST_MILLISECONDS - Clock.now();
        if (rest <= 0) {
            fill();
            return;
        }
        waits = true;
        Window.setTimeout(
                () -> {
                    waits = false;
                    fill();
                },
                rest);
    }

    private void fill() {
        filled = Clock.now();
        table.setInnerHTML("");
        HTMLElement head = Dom.element("tr", "");
        head.appendChild(Dom.element("th", "", "step"));
        head.appendChild(Dom.element("th", "", name));
        table.appendChild(head);
        Series rows = series.thinned(ROWS);
        for (int i = 0; i < rows.size(); i++) {
            HTMLElement row = Dom.element("tr", "");
            row.appendChild(Dom.element("td", "", Numbers.grouped(rows.step(i))));
            row.appendChild(Dom.element("td", "", text.of(rows.value(i))));
            table.appendChild(row);
        }
    }
}
