package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** Ten bars, one for each class: how likely the network finds it. */
final class ProbabilityBars {
    private final HTMLElement list = Dom.element("ul", "bars");
    private final HTMLElement[] rows;
    private final HTMLElement[] names;
    private final HTMLElement[] fills;
    private final HTMLElement[] shares;

    ProbabilityBars(int classes) {
        rows = new HTMLElement[classes];
        names = new HTMLElement[classes];
        fills = new HTMLElement[classes];
        shares = new HTMLElement[classes];
        list.setAttribute("aria-label", "Probabilities of the classes");
        for (int i = 0; i < classes; i++) {
            HTMLElement row = Dom.element("li", "");
            names[i] = Dom.element("span", "name", String.valueOf(i));
            HTMLElement track = Dom.element("span", "track");
            fills[i] = Dom.element("span", "fill");
            shares[i] = Dom.element("span", "share", "–");
            track.appendChild(fills[i]);
            row.appendChild(names[i]);
            row.appendChild(track);
            row.appendChild(shares[i]);
            list.appendChild(row);
            rows[i] = row;
        }
    }

    HTMLElement element() {
        return list;
    }

    void name(String[] classes) {
        for (int i = 0; i < names.length; i++) {
            Dom.setText(names[i], classes[i]);
        }
    }

    /** Shows the probabilities; returns the most likely class. */
    int show(double[] probabilities) {
        int top = 0;
        for (int i = 1; i < rows.length; i++) {
            if (probabilities[i] > probabilities[top]) {
                top = i;
            }
        }
        for (int i = 0; i < rows.length; i++) {
            Dom.setStyle(fills[i], "transform", "scaleX(" + Numbers.fixed(probabilities[i], 4) + ")");
            Dom.setText(shares[i], Numbers.fixed(100 * probabilities[i], 1) + "%");
            Dom.setClass(rows[i], "top", i == top);
        }
        return top;
    }

    void clear() {
        for (int i = 0; i < rows.length; i++) {
            Dom.setStyle(fills[i], "transform", "scaleX(0)");
            Dom.setText(shares[i], "–");
            Dom.setClass(rows[i], "top", false);
        }
    }
}
