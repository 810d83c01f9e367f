package nabla.web.board;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.teavm.jso.dom.html.HTMLElement;

/** The alarms of a training, each with its cause, its cure, and the way to the iteration where it showed. */
final class AlarmList {
    private final HTMLElement element = Dom.element("div", "alarms");
    private final HTMLElement list = Dom.element("ul", "");
    private int count;

    AlarmList() {
        element.setAttribute("role", "alert");
        element.setAttribute("aria-live", "polite");
        element.setAttribute("data-testid", "board-alarms");
        element.appendChild(list);
        list.setHidden(true);
    }

    HTMLElement element() {
        return element;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
        list.setInnerHTML("");
        list.setHidden(true);
    }

    void add(JsRecord alarm) {
        count++;
        HTMLElement item = Dom.element("li", "alarm");
        item.setAttribute("data-testid", "alarm");
        item.setAttribute("data-kind", alarm.text("kind"));
        item.appendChild(Dom.element("strong", "", alarm.text("title")));
        item.appendChild(Dom.element("p", "", alarm.text("sentence")));
        item.appendChild(labelled("Cause", alarm.text("cause")));
        item.appendChild(labelled("Cure", alarm.text("cure")));
        boolean isMade = alarm.text("kind").equals("NOT_A_NUMBER");
        HTMLElement link =
                Dom.element("a", "", isMade ? "Find the operation that made the first" : "Step through this iteration");
        link.setAttribute("href", "#step&it=" + alarm.integer("iteration") + (isMade ? "&ph=nan" : ""));
        item.appendChild(link);
        list.appendChild(item);
        list.setHidden(false);
    }

    private static HTMLElement labelled(String label, String text) {
        HTMLElement line = Dom.element("p", "");
        line.appendChild(Dom.element("b", "", label + ": "));
        line.appendChild(Dom.document().createTextNode(text));
        return line;
    }
}
