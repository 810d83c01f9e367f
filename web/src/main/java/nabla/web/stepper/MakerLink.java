package nabla.web.stepper;

import java.util.function.IntConsumer;
import nabla.trace.Text;
import nabla.web.dom.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** Where a tensor that a step takes came from, and the way to the step that made it. */
final class MakerLink {
    private final HTMLElement place = Dom.byId("stepper-came-from");
    private final HTMLElement text = Dom.byId("stepper-maker");
    private final HTMLElement button = Dom.byId("stepper-to-maker");
    private int maker = -1;

    /** @param go is told the step that made the tensor */
    MakerLink(IntConsumer go) {
        Dom.on(button, "click", () -> {
            if (maker >= 0) {
                go.accept(maker);
            }
        });
    }

    /** The step has made what is chosen: the explanation says how. */
    void hide() {
        place.setHidden(true);
    }

    void show(Trace trace, TensorInfo tensor) {
        maker = trace.producer(tensor.id());
        Dom.setText(text, Language.say(origin(trace, tensor)));
        button.setHidden(maker < 0);
        place.setHidden(false);
    }

    private Text origin(Trace trace, TensorInfo tensor) {
        if (maker >= 0) {
            Step step = trace.step(maker);
            return Text.of("{0} was made by {1} ({2}).", tensor.title(), step.name(), Controls.name(trace, step));
        }
        return switch (tensor.kind()) {
            case "input", "target" -> Text.of("{0} came with the batch.", tensor.title());
            case "parameter", "state" -> Text.of("{0} is what the iterations before have left.", tensor.title());
            default -> Text.of("{0} was there before this iteration.", tensor.title());
        };
    }
}
