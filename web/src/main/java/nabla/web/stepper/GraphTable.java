package nabla.web.stepper;

import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** The graph's twin for those who do not see it: a row for each operation, filled while it is open. */
final class GraphTable {
    private final HTMLElement details;
    private final HTMLElement place;
    private @Nullable Trace trace;
    private @Nullable Step shown;

    GraphTable(HTMLElement details) {
        this.details = details;
        place = details.querySelector(".scroll");
        Dom.on(details, "toggle", this::fill);
    }

    void open(Trace next) {
        trace = next;
    }

    void show(Step step) {
        shown = step;
        fill();
    }

    private void fill() {
        Trace of = trace;
        if (of == null || shown == null || !details.hasAttribute("open")) {
            return;
        }
        Html html = new Html();
        html.open("table")
                .element("caption class=visually-hidden", Language.say("Operations of the forward pass"))
                .open("tr");
        Text[] heads = {
            Text.of("module"),
            Text.of("operation"),
            Text.of("takes"),
            Text.of("makes"),
            Text.of("norm"),
            Text.of("norm of gradient")
        };
        for (Text head : heads) {
            html.element("th scope=col", Language.say(head));
        }
        html.close("tr");
        for (Step step : of.steps()) {
            if (step.isRecorded()) {
                row(html, of, step, of.recorded(shown) == step.index() ? shown : null);
            }
        }
        place.setInnerHTML(html.close("table").toString());
    }

    /** @param now the step that is shown, if it is about this row's */
    private static void row(Html html, Trace of, Step step, @Nullable Step now) {
        html.open(
                now == null
                        ? "tr"
                        : "tr class=now aria-current=step data-phase="
                                + now.phase().id());
        html.element("td", step.module()).element("th scope=row", step.name());
        StringBuilder takes = new StringBuilder();
        for (int input : step.inputs()) {
            TensorInfo tensor = of.tensor(input);
            takes.append(takes.length() == 0 ? "" : ", ")
                    .append(tensor.name())
                    .append(' ')
                    .append(tensor.shapeText());
        }
        int main = of.mainOutput(step);
        html.element("td", takes.toString());
        html.element("td", main < 0 ? "–" : of.tensor(main).shapeText());
        html.element("td", main < 0 ? "–" : Digits.exact(of.tensor(main).norm(), 4));
        int gradient = main < 0 ? -1 : of.tensor(main).gradient();
        html.element("td", gradient < 0 ? "–" : Digits.exact(of.tensor(gradient).norm(), 4));
        html.close("tr");
    }
}
