package nabla.web.stepper;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * What a pointed-at operation of the graph is: its sentence at once, its formula when the worker has answered. The card
 * lies over the half of the view in which the pointer is not, and lets the pointer through.
 */
final class GraphHover {
    /** Asks for the formula of a step's result; the answer is given to {@link #show}. */
    @FunctionalInterface
    interface Request {
        void formula(Step step, int tensor);
    }

    private final HTMLElement card = Dom.byId("stepper-graph-hover");
    private final HTMLElement name = card.querySelector("strong");
    private final HTMLElement sentence = card.querySelector("p");
    private final HTMLElement formula = card.querySelector("div");
    private final Request request;
    private @Nullable Trace trace;
    private int pointed = -1;

    /** @param view in which operations carry their step as {@code data-operation} */
    GraphHover(HTMLElement view, Request request) {
        this.request = request;
        Dom.listen(view, "pointerover", this::point);
        Dom.on(view, "pointerleave", this::hide);
    }

    void open(Trace next) {
        trace = next;
        hide();
    }

    private void hide() {
        pointed = -1;
        card.setHidden(true);
    }

    private void point(Event event) {
        Trace of = trace;
        String number = Dom.attributeAt(event, "data-operation");
        if (of == null || number.isEmpty() || !isMouse(event)) {
            hide();
            return;
        }
        Step step = of.step(Integer.parseInt(number));
        Dom.setClass(card, "above", isLow(event, card));
        if (step.index() == pointed) {
            return;
        }
        pointed = step.index();
        Dom.setText(name, step.label());
        Dom.setText(sentence, step.sentence());
        formula.setInnerHTML("");
        card.setHidden(false);
        int main = of.mainOutput(step);
        if (main >= 0) {
            request.formula(step, main);
        }
    }

    /** The worker's explanation of a result's first cell: in letters it is that of any. */
    void show(JsRecord explanation) {
        if (explanation.integer("step") == pointed) {
            ExplanationPanel.write(formula, explanation.text("formula", ""));
        }
    }

    /** Fingers and pens have nothing to point with: they press. */
    @JSBody(params = "event", script = "return event.pointerType==='mouse';")
    private static native boolean isMouse(Event event);

    @JSBody(
            params = {"event", "card"},
            script = "var r=card.parentElement.getBoundingClientRect();return event.clientY>r.top+r.height/2;")
    private static native boolean isLow(Event event, HTMLElement card);
}
