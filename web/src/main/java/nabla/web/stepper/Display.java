package nabla.web.stepper;

import java.util.List;
import java.util.function.IntConsumer;
import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** What the panel shows of the step at which the cursor stands: its sentence, its place in time, and the four views. */
final class Display {
    private static final int REDRAW_MILLISECONDS = 300;

    /** Beyond this relative difference gradients do not agree: something was too large for the device. */
    private static final double FAR = 0.01;

    private final HTMLElement panel = Dom.byId("stepper");
    private final HTMLElement place = Dom.byId("stepper-place");
    private final HTMLElement sentence = Dom.get("step-sentence");
    private final HTMLElement phase = Dom.get("step-phase");
    private final HTMLElement operation = Dom.get("step-op");
    private final HTMLElement took = Dom.byId("stepper-took");
    private final HTMLElement note = Dom.byId("stepper-note");
    private final HTMLElement facts = Dom.byId("stepper-facts");
    private final Controls controls;
    private final CodeView code;
    private final NumbersView numbers;
    private final GraphView graph;
    private final View[] views;
    private final Tabs tabs;
    private final PredictFirst predict = new PredictFirst(this::reveal);
    private @Nullable Step shown;
    private Text noted = Text.EMPTY;
    private boolean redrawWaits;

    /** @param go is told the step that a click in a view means */
    Display(
            Controls controls,
            Breakpoints breakpoints,
            NumbersView.Requests requests,
            GraphHover.Request formulas,
            IntConsumer go,
            Runnable breakpointsChanged) {
        this.controls = controls;
        code = new CodeView(breakpoints, go, breakpointsChanged);
        numbers = new NumbersView(requests, go);
        graph = new GraphView(go, formulas);
        views = new View[] {code, graph, new TapeView(go), numbers};
        tabs = new Tabs(this::uncovered);
        Dom.on(Dom.window(), "resize", this::redrawSoon);
        Palette.onChange(numbers::redraw);
    }

    /** Another view is seen now. While it was not, there was nothing to scroll, nor a width to draw for. */
    private void uncovered() {
        numbers.redraw();
        for (View view : views) {
            view.reveal();
        }
    }

    CodeView code() {
        return code;
    }

    NumbersView numbers() {
        return numbers;
    }

    GraphView graph() {
        return graph;
    }

    Tabs tabs() {
        return tabs;
    }

    boolean isAsking() {
        return predict.isAsking();
    }

    /** Another iteration is shown from now on. */
    void open(Trace trace) {
        controls.open(trace);
        for (View view : views) {
            view.open(trace);
        }
        facts(trace.facts());
    }

    /** Has everything show this step, or ask about it first. */
    void show(Trace trace, Step step, boolean asks) {
        shown = step;
        step.phase().color(place);
        step.phase().color(tabs.element());
        controls.show(trace, step);
        Dom.setText(phase, Controls.name(trace, step));
        Dom.setText(operation, step.label());
        Dom.setText(took, Times.text(step.milliseconds()));
        took.setTitle(Language.say(Times.WHOSE));
        String question = asks ? predict.ask(trace, step) : "";
        Dom.setText(sentence, question.isEmpty() ? step.sentence() : Language.say("Predict: {0}", question));
        for (View view : views) {
            view.show(step);
        }
        controls.reveal();
        for (View view : views) {
            view.reveal();
        }
    }

    private void reveal(String verdict) {
        if (shown != null) {
            String text = shown.sentence();
            Dom.setText(sentence, verdict.isEmpty() ? text : Language.say("{0} {1}", verdict, text));
            numbers.redraw();
        }
    }

    /** What is true of the whole iteration. */
    void facts(Trace.Facts of) {
        String text = Language.say(
                "iteration {0} · samples {1} of {2} · loss {3}",
                of.iteration(), SampleList.text(of.samples()), of.batch(), Digits.exact(of.loss(), 4));
        if (!Double.isNaN(of.difference())) {
            String device = of.device().equals("webgpu") ? "GPU" : "CPU";
            String difference = Digits.exact(of.difference(), 1);
            text += " · "
                    + (of.difference() > FAR
                            ? Language.say("{0} and replay differ by {1} ({2})", device, difference, of.of())
                            : of.of().isEmpty()
                                    ? Language.say("{0} and replay agree to {1}", device, difference)
                                    : Language.say("{0} and replay agree to {1} ({2})", device, difference, of.of()));
        }
        Dom.setText(facts, text);
        facts.setAttribute("data-difference", Numbers.plain(of.difference()));
    }

    /** What a move has to say; empty for nothing. */
    void note(Text text) {
        noted = text;
        Dom.setText(note, Language.say(text));
    }

    /** Says all again, in another language, at the same place. */
    void sayAgain(@Nullable Trace trace, @Nullable Step step) {
        note(noted);
        predict.showScore();
        if (trace != null && step != null) {
            int position = numbers.position();
            int[] place = numbers.place();
            open(trace);
            show(trace, step, predict.isAsking());
            if (place != null) {
                numbers.select(position, place);
            }
        }
    }

    private void redrawSoon() {
        if (!redrawWaits && panel.hasAttribute("open")) {
            redrawWaits = true;
            Window.setTimeout(
                    () -> {
                        redrawWaits = false;
                        numbers.redraw();
                    },
                    REDRAW_MILLISECONDS);
        }
    }

    /** Copies the step as a picture; {@code done} is told how. */
    void snapshot(Trace trace, Step step, Snapshot.Done done) {
        List<String> lines = List.of(
                Language.say("{0} · {1} · iteration {2}", Controls.name(trace, step), step.name(), trace.iteration()),
                step.sentence(),
                numbers.explanation().meaning(),
                numbers.check().text());
        Snapshot.copy(Snapshot.of(lines, numbers.cards()), "nabla-step.png", done);
    }
}
