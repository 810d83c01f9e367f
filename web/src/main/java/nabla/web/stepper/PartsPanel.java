package nabla.web.stepper;

import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** What a compound operation is made of, unfolded when the learner wants it. */
final class PartsPanel {
    private final HTMLElement details = Dom.byId("stepper-parts");
    private final HTMLElement list = details.querySelector("ol");
    private @Nullable Trace trace;

    void open(Trace next) {
        trace = next;
    }

    void show(Step step) {
        details.setHidden(step.parts().length == 0);
        Html html = new Html();
        for (Part part : step.parts()) {
            html.open("li").element("b", part.name());
            html.text(" " + shapes(part.inputs()) + (part.outputs().length > 0 ? " → " + shapes(part.outputs()) : ""));
            html.element(
                            "span",
                            part.sentence().isEmpty() || part.sentence().equals(part.name())
                                    ? ""
                                    : ": " + part.sentence())
                    .close("li");
        }
        list.setInnerHTML(html.toString());
    }

    private String shapes(int[] ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            if (trace != null && id >= 0) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(trace.tensor(id).shapeText());
            }
        }
        return text.toString();
    }
}
