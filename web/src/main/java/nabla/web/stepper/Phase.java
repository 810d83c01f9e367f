package nabla.web.stepper;

import nabla.trace.Text;
import org.teavm.jso.dom.html.HTMLElement;

/** The five parts of an iteration, in the order of time. */
enum Phase {
    ZERO_GRAD("zero_grad", "zg", Text.literal("zero_grad")),
    FORWARD("forward", "fw", Text.of("Forward")),
    LOSS("loss", "ls", Text.of("Loss")),
    BACKWARD("backward", "bw", Text.of("Backward")),
    STEP("step", "st", Text.of("Step"));

    private final String id;
    private final String code;
    private final Text label;

    Phase(String id, String code, Text label) {
        this.id = id;
        this.code = code;
        this.label = label;
    }

    /** What messages and style sheets call it. */
    String id() {
        return id;
    }

    /** Its two letters in a link. */
    String code() {
        return code;
    }

    /** What learners read. */
    String label() {
        return Language.say(label);
    }

    /**
     * Gives an element and what is in it the phase's color. For small elements: the browser works out the styles of all
     * that is in it anew.
     */
    void color(HTMLElement element) {
        element.setAttribute("data-phase", id);
    }

    /** Takes a phase's color from an element. */
    static void uncolor(HTMLElement element) {
        element.removeAttribute("data-phase");
    }

    static Phase of(String id) {
        for (Phase phase : values()) {
            if (phase.id.equals(id)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("An iteration has no phase named " + id + ".");
    }
}
