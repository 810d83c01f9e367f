package nabla.web.stepper;

import java.util.List;
import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import nabla.web.js.JsRecord;
import nabla.web.js.TextMessage;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.Element;
import org.teavm.jso.dom.xml.NodeList;

/** How one cell came about: the formula, the same with this cell's numbers, the result, and what it means in words. */
final class ExplanationPanel {
    private final HTMLElement place = Dom.byId("stepper-explanation");
    private final HTMLElement formula = Dom.byId("stepper-formula");
    private final HTMLElement numbers = Dom.byId("stepper-filled");
    private final HTMLElement result = Dom.byId("stepper-result");
    private final HTMLElement meaning = Dom.byId("stepper-meaning");
    private final HTMLElement said = Dom.byId("stepper-said");
    private final HTMLElement table = Dom.byId("stepper-explain-table");

    /** Until the answer comes; what was there stays in its place, but pale, so that nothing jumps. */
    void clear() {
        Dom.setClass(place, "stale", true);
        fillTable("");
    }

    /** There is nothing to explain. */
    void none() {
        Dom.setClass(place, "stale", false);
        for (HTMLElement element : new HTMLElement[] {formula, numbers, result, meaning}) {
            element.setInnerHTML("");
        }
        fillTable("");
    }

    private void fillTable(String rows) {
        Dom.setClass(said, "with-table", !rows.isEmpty());
        table.setInnerHTML(rows);
    }

    void show(JsRecord message) {
        Dom.setClass(place, "stale", false);
        write(formula, message.text("formula", ""));
        write(numbers, message.text("numbers", ""));
        double value = message.number("result");
        Dom.setText(result, message.has("result") ? "= " + Digits.exact(value, 7) : "");
        Dom.setText(meaning, Language.say(TextMessage.read(message, "meaning")));
        fillTable(message.has("table") ? table(message.record("table")) : "");
    }

    /** Writes a formula, and says the words in it. */
    static void write(HTMLElement place, String formula) {
        place.setInnerHTML(formula);
        NodeList<? extends Element> words = place.querySelectorAll("[data-words]");
        for (int i = 0; i < words.getLength(); i++) {
            Element element = words.item(i);
            String count = element.getAttribute("data-count");
            Text text = new Text(element.getAttribute("data-words"), count == null ? List.of() : List.of(count));
            Dom.setText(element, Language.say(text));
        }
    }

    String meaning() {
        return meaning.getInnerText();
    }

    String result() {
        return result.getInnerText();
    }

    private static String table(JsRecord given) {
        Html html = new Html();
        html.open("table")
                .element("caption", Language.say(TextMessage.read(given, "caption")))
                .open("tr");
        JsRecord columns = given.record("columns");
        for (int i = 0; i < columns.length(); i++) {
            String column = Language.say(TextMessage.read(columns, i));
            html.element(column.isEmpty() ? "td" : "th scope=col", column);
        }
        html.close("tr");
        JsRecord rows = given.record("rows");
        for (int i = 0; i < rows.length(); i++) {
            html.open("tr");
            for (int column = 0; column < rows.at(i).length(); column++) {
                html.element("td", Language.say(TextMessage.read(rows.at(i), column)));
            }
            html.close("tr");
        }
        return html.close("table").toString();
    }
}
