package nabla.web.stepper;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import nabla.web.js.TextMessage;
import org.teavm.jso.dom.html.HTMLElement;

/** The proof of a gradient's cell: autograd's number beside a difference quotient's, or why there is none. */
final class GradientCheck {
    private static final double GOOD = 1e-6;
    private static final String ATTRIBUTE = "data-relative-error";

    private final HTMLElement line = Dom.get("gradient-check");

    /** No gradient is chosen. */
    void clear(boolean backward) {
        say(
                backward
                        ? Language.say("Choose a cell of a gradient to have it proved.")
                        : Language.say("Gradients are proved here, in the backward pass."),
                "none");
    }

    /** The question has been put to the worker. */
    void ask() {
        say(Language.say("Checking against (L(w + ε) − L(w − ε)) / 2ε …"), "asked");
    }

    void show(JsRecord answer) {
        String autograd = Digits.scientific(answer.number("autograd"), 7);
        if (answer.has("reason")) {
            say(
                    Language.say("autograd {0} · no proof: {1}", autograd, TextMessage.read(answer, "reason")),
                    "undefined");
            return;
        }
        double relative = answer.number("relative");
        boolean good = relative <= GOOD;
        say(
                Language.say(
                        "autograd {0} · numeric {1} · rel {2} {3}",
                        autograd,
                        Digits.scientific(answer.number("numeric"), 7),
                        Digits.scientific(relative, 2),
                        good ? "✓" : "✗"),
                good ? "good" : "bad");
        line.setAttribute(ATTRIBUTE, Numbers.plain(relative));
    }

    String text() {
        return line.getInnerText();
    }

    private void say(String text, String state) {
        line.removeAttribute(ATTRIBUTE);
        line.setAttribute("data-state", state);
        Dom.setText(line, text);
    }
}
