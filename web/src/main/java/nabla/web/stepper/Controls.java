package nabla.web.stepper;

import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** The time line and the buttons around it. It shows where the cursor is and says where it is wanted. */
final class Controls {
    /** What a person wants. */
    interface Actions {
        void go(int step);

        /** One move of the chosen granularity, forward (1) or back (-1). */
        void move(int direction);

        void playOrPause();

        void runToBreakpoint();

        void iteration(int iteration, int[] samples);

        void breakpointsChanged();
    }

    private final HTMLElement phases = Dom.byId("stepper-phases");
    private final HTMLElement scrub = Dom.byId("stepper-scrub");
    private final HTMLElement play = Dom.byId("stepper-play");
    private final HTMLElement back = Dom.byId("stepper-back");
    private final HTMLElement forward = Dom.byId("stepper-forward");
    private final HTMLElement speed = Dom.byId("stepper-speed");
    private final HTMLElement granularity = Dom.byId("stepper-granularity");
    private final HTMLElement iteration = Dom.byId("stepper-iteration");
    private final HTMLElement samples = Dom.byId("stepper-samples");
    private final HTMLElement lines = Dom.byId("stepper-break-lines");
    private final HTMLElement atNan = Dom.byId("stepper-break-nan");
    private final HTMLElement atNorm = Dom.byId("stepper-break-norm");
    private final HTMLElement limit = Dom.byId("stepper-break-limit");
    private int length;
    private int batch = 10;
    private Phase shown = Phase.STEP;
    private @Nullable HTMLElement phaseButton;
    private boolean isHidden;

    Controls(Actions actions) {
        Dom.on(scrub, "input", () -> actions.go((int) Dom.number(scrub)));
        Dom.listen(phases, "click", event -> {
            String first = Dom.attributeAt(event, "data-first");
            if (!first.isEmpty()) {
                actions.go(Integer.parseInt(first));
            }
        });
        Dom.on(Dom.byId("stepper-first"), "click", () -> actions.go(0));
        Dom.on(Dom.byId("stepper-last"), "click", () -> actions.go(length - 1));
        Dom.on(back, "click", () -> actions.move(-1));
        Dom.on(forward, "click", () -> actions.move(1));
        Dom.on(play, "click", actions::playOrPause);
        Dom.on(Dom.byId("stepper-run-to"), "click", actions::runToBreakpoint);
        Dom.listen(Dom.byId("stepper-where"), "submit", event -> {
            event.preventDefault();
            actions.iteration(
                    Math.max(0, (int) Dom.number(iteration)), SampleList.parse(Dom.value(samples), Math.max(batch, 1)));
        });
        for (HTMLElement element : new HTMLElement[] {atNan, atNorm, limit}) {
            Dom.on(element, "change", actions::breakpointsChanged);
        }
    }

    /** An iteration is there to be walked through. */
    void open(Trace trace) {
        length = trace.length();
        batch = trace.facts().batch();
        Dom.setValue(iteration, String.valueOf(trace.iteration()));
        Dom.setValue(samples, SampleList.text(trace.facts().samples()));
        scrub.setAttribute("max", String.valueOf(length - 1));
        Html html = new Html();
        StringBuilder stripes = new StringBuilder("linear-gradient(to right");
        for (Phase phase : Phase.values()) {
            int count = trace.count(phase);
            if (count == 0) {
                continue;
            }
            html.open("button type=button class=phase data-phase=" + phase.id() + " data-first=" + trace.first(phase));
            html.text(phase.label()).element("span", " " + count).close("button");
        }
        for (Step step : trace.steps()) {
            String color = ", var(--phase-" + step.phase().id() + ") ";
            stripes.append(color).append(percent(step.index()));
            stripes.append(color).append(percent(step.index() + 1));
        }
        phases.setInnerHTML(html.toString());
        Dom.setStyle(scrub, "--stripes", stripes.append(')').toString());
        phaseButton = null;
    }

    private String percent(int step) {
        return Numbers.fixed(100.0 * step / Math.max(1, length), 2) + "%";
    }

    void show(Trace trace, Step step) {
        Dom.setValue(scrub, String.valueOf(step.index()));
        scrub.setAttribute("aria-valuetext", name(trace, step));
        if (phaseButton == null || step.phase() != shown) {
            shown = step.phase();
            for (int i = 0; i < phases.getChildNodes().getLength(); i++) {
                HTMLElement button = (HTMLElement) phases.getChildNodes().item(i);
                boolean on = step.phase().id().equals(button.getAttribute("data-phase"));
                button.setAttribute("aria-current", on ? "step" : "false");
                if (on) {
                    phaseButton = button;
                    isHidden = true;
                }
            }
        }
    }

    /** Scrolls the phase into sight where all have no room. */
    void reveal() {
        if (isHidden && phaseButton != null) {
            reveal(phases, phaseButton);
            isHidden = false;
        }
    }

    /** Such as {@code Backward 7 of 13}. */
    static String name(Trace trace, Step step) {
        int count = trace.count(step.phase());
        String name = step.phase().label();
        return count == 1 ? name : Language.say("{0} {1} of {2}", name, trace.number(step) + 1, count);
    }

    void playing(boolean on) {
        String label = on ? Language.say("Pause") : Language.say("Play");
        Dom.setText(play, label);
        play.setAttribute("aria-pressed", String.valueOf(on));
        play.setAttribute("aria-label", label);
    }

    Granularity granularity() {
        return Granularity.valueOf(Dom.value(granularity));
    }

    /** Steps a second. */
    double speed() {
        return Dom.number(speed);
    }

    /** Sets the breakpoint where something is no number. */
    void breakAtNan() {
        Dom.setChecked(atNan, true);
    }

    /** What is set in the form goes into the breakpoints, and their lines are shown. */
    void breakpoints(Breakpoints breakpoints) {
        breakpoints.atNan(Dom.isChecked(atNan));
        double norm = Dom.number(limit);
        breakpoints.limit(Dom.isChecked(atNorm) && norm >= 0 ? norm : Double.POSITIVE_INFINITY);
        Dom.setText(lines, breakpoints.text());
    }

    @JSBody(
            params = {"box", "button"},
            script = "box.scrollLeft=button.offsetLeft-box.offsetLeft-box.clientWidth/2+button.offsetWidth/2;")
    private static native void reveal(HTMLElement box, HTMLElement button);
}
