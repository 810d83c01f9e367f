package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import nabla.web.dom.Clipboard;
import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The panel: holds the cursor (iteration, step, cell), moves it, and has all views show where it stands.
 */
public final class Stepper {
    private static final int LINK_MILLISECONDS = 300;

    private final Host host;
    private final HTMLElement panel = Dom.byId("stepper");
    private final HTMLElement sentence = Dom.get("step-sentence");
    private final HTMLElement phase = Dom.get("step-phase");
    private final HTMLElement operation = Dom.get("step-op");
    private final HTMLElement note = Dom.byId("stepper-note");
    private final HTMLElement facts = Dom.byId("stepper-facts");
    private final Waiting waiting = new Waiting(this::retry);
    private final Breakpoints breakpoints = new Breakpoints();
    private final Controls controls = new Controls(new Moves());
    private final Player player = new Player(controls, this::playOn);
    private final CodeView code = new CodeView(breakpoints, this::go, this::breakpointsChanged);
    private final NumbersView numbers = new NumbersView(new Questions());
    private final View[] views = {code, new GraphView(this::go), new TapeView(this::go), numbers};
    private final Tabs tabs = new Tabs(numbers::redraw);
    private final PredictFirst predict = new PredictFirst(this::reveal);
    private final TraceClient client;

    private @Nullable Trace trace;
    private int index;
    private @Nullable Place target;
    private int[] samples = new int[0];
    private boolean linkWaits;
    private boolean redrawWaits;

    /** The panel of the page that the host is part of. */
    public Stepper(Host host) {
        this.host = host;
        client = new TraceClient(host, code.backwardLine(), new Answers());
        new Keys(panel, new Presses());
        Tabs.onSwipe(panel, this::move);
        Dom.on(panel, "close", this::closed);
        Dom.on(Dom.byId("stepper-close"), "click", () -> Dom.close(panel));
        Dom.on(Dom.byId("stepper-resume"), "click", this::resume);
        HTMLElement link = Dom.byId("stepper-link");
        Dom.on(link, "click", () -> {
            Clipboard.copy(address(place().text()));
            flash(link, "Copied");
        });
        HTMLElement png = Dom.byId("stepper-png");
        Dom.on(png, "click", () -> snapshot(png));
        Dom.listen(Dom.byId("stepper-compare-form"), "submit", event -> {
            event.preventDefault();
            client.wantToCompare(Math.max(0, (int) Dom.number(Dom.byId("stepper-compare-with"))));
        });
        Dom.on(Dom.byId("stepper-compare-off"), "click", () -> numbers.compare(null));
        Dom.on(Dom.window(), "hashchange", this::openFromLink);
        Dom.on(Dom.window(), "resize", this::redrawSoon);
        Palette.onChange(numbers::redraw);
        breakpointsChanged();
    }

    /** Opens the panel at the address's position, if it names one. */
    public void openFromLink() {
        String fragment = fragment();
        if (Place.isStep(fragment)) {
            open(Place.parse(fragment));
        }
    }

    /** Opens the panel at the iteration at which the run is paused, or at the first. */
    public void open() {
        open(Place.START);
    }

    private void open(Place place) {
        List<String> settings = new ArrayList<>();
        samples = new int[0];
        for (int i = 0; i + 1 < place.settings().size(); i += 2) {
            if (place.settings().get(i).equals("samples")) {
                samples = SampleList.parse(place.settings().get(i + 1), 100_000);
            } else {
                settings.add(place.settings().get(i));
                settings.add(place.settings().get(i + 1));
            }
        }
        host.apply(settings);
        Dom.showModal(panel);
        target = place;
        want(place.iteration());
    }

    private void want(int iteration) {
        note("");
        if (trace == null) {
            waiting.show("Getting the iteration ready …", Double.NaN);
        }
        client.want(iteration, samples);
    }

    private void retry() {
        want(target != null ? target.iteration() : -1);
    }

    /** Whether messages of this type are for the step-through, perhaps among others. */
    public static boolean concerns(String type) {
        return switch (type) {
            case "trace", "agreement", "explanation", "check", "values", "status", "progress", "error" -> true;
            default -> false;
        };
    }

    /** A message of the worker that concerns the step-through. */
    public void receive(JsRecord message) {
        client.receive(message);
    }

    /** The worker holds no iteration any more: training goes on, or begins. */
    public void trainingGoesOn() {
        client.forget();
    }

    private void arrived(Trace next) {
        boolean kept = target == null && trace != null;
        Step alike = kept && trace != null ? next.alike(trace.step(index)) : null;
        trace = next;
        samples = next.facts().samples();
        waiting.hide();
        controls.open(next);
        for (View view : views) {
            view.open(next);
        }
        Dom.setText(facts, factsText(next.facts()));
        Place place = target;
        target = null;
        show(alike != null ? alike.index() : place == null ? 0 : place.step(next), false);
        if (place != null && place.cell() != null) {
            numbers.select(place.tensor(), place.cell());
        }
        link();
    }

    private static String factsText(Trace.Facts facts) {
        String text = "iteration " + facts.iteration() + " · samples " + SampleList.text(facts.samples()) + " of "
                + facts.batch() + " · loss " + Digits.exact(facts.loss(), 4);
        if (Double.isNaN(facts.difference())) {
            return text;
        }
        String device = facts.device().equals("webgpu") ? "GPU" : "CPU";
        return text + " · " + device + " and replay agree to " + Digits.exact(facts.difference(), 1)
                + (facts.of().isEmpty() ? "" : " (" + facts.of() + ")");
    }

    /** Has everything show this step. */
    private void show(int to, boolean asks) {
        Trace of = trace;
        if (of == null || to < 0 || to >= of.length()) {
            return;
        }
        index = to;
        Step step = of.step(to);
        panel.setAttribute("data-phase", step.phase().id());
        controls.show(of, step);
        Dom.setText(phase, Controls.name(of, step));
        Dom.setText(operation, step.name() + (step.module().isEmpty() ? "" : " · " + step.module()));
        String question = asks ? predict.ask(of, step) : "";
        Dom.setText(sentence, question.isEmpty() ? step.sentence() : "Predict: " + question);
        for (View view : views) {
            view.show(step);
        }
        link();
    }

    private void reveal(String verdict) {
        if (trace != null) {
            String text = trace.step(index).sentence();
            Dom.setText(sentence, verdict.isEmpty() ? text : verdict + " " + text);
            numbers.redraw();
        }
    }

    private void go(int to) {
        player.stop();
        note("");
        show(to, false);
    }

    private void move(int direction) {
        player.stop();
        note("");
        advance(direction);
    }

    /** One move; false if there is nothing further that way. */
    private boolean advance(int direction) {
        Trace of = trace;
        if (of == null || client.isWaiting()) {
            return of != null;
        }
        Granularity granularity = controls.granularity();
        int to = granularity.move(of, index, direction);
        if (to >= 0 && to < of.length()) {
            show(to, direction > 0);
            return true;
        }
        int iteration = of.iteration() + direction;
        if (granularity == Granularity.ITERATION && iteration >= 0) {
            want(iteration);
            return true;
        }
        note(direction > 0 ? "The iteration ends here. Step by iteration to go to the next." : "It begins here.");
        return false;
    }

    private boolean playOn() {
        if (predict.isAsking() || client.isWaiting()) {
            return true;
        }
        int before = index;
        if (!advance(1)) {
            return false;
        }
        String reason = trace == null || client.isWaiting() ? "" : breakpoints.reason(trace, before, index);
        note(reason);
        return reason.isEmpty();
    }

    private void runToBreakpoint() {
        Trace of = trace;
        if (of == null) {
            return;
        }
        player.stop();
        for (int to = index + 1; to < of.length(); to++) {
            String reason = breakpoints.reason(of, to - 1, to);
            if (!reason.isEmpty()) {
                show(to, false);
                note(reason);
                return;
            }
        }
        note(breakpoints.isEmpty() ? "No breakpoint is set." : "No breakpoint ahead in this iteration.");
    }

    private void breakpointsChanged() {
        controls.breakpoints(breakpoints);
    }

    private void resume() {
        Dom.close(panel);
        if (host.isPaused()) {
            client.forget();
            host.send(JsRecord.create().with("type", "resume"));
        }
    }

    private void closed() {
        player.stop();
        setFragment("");
        HTMLElement button = Dom.find("step");
        if (button != null) {
            button.focus();
        }
    }

    private Place place() {
        Trace of = trace;
        if (of == null) {
            return Place.START;
        }
        Step step = of.step(index);
        List<String> settings = new ArrayList<>();
        for (String text : host.changes()) {
            settings.add(text);
        }
        String chosen = SampleList.text(samples);
        if (!chosen.equals("0-" + (Math.min(SampleList.MOST, of.facts().batch()) - 1))) {
            settings.add("samples");
            settings.add(chosen.replace(" ", ""));
        }
        return new Place(
                of.iteration(), step.phase().code(), of.number(step), numbers.position(), numbers.place(), settings);
    }

    /** The address follows the cursor, though not faster than browsers like. */
    private void link() {
        if (linkWaits) {
            return;
        }
        linkWaits = true;
        Window.setTimeout(
                () -> {
                    linkWaits = false;
                    if (panel.hasAttribute("open")) {
                        setFragment(place().text());
                    }
                },
                LINK_MILLISECONDS);
    }

    private void redrawSoon() {
        if (!redrawWaits && panel.hasAttribute("open")) {
            redrawWaits = true;
            Window.setTimeout(
                    () -> {
                        redrawWaits = false;
                        numbers.redraw();
                    },
                    LINK_MILLISECONDS);
        }
    }

    private void snapshot(HTMLElement button) {
        Trace of = trace;
        if (of == null) {
            return;
        }
        Step step = of.step(index);
        List<String> lines = List.of(
                Controls.name(of, step) + " · " + step.name() + " · iteration " + of.iteration(),
                step.sentence(),
                numbers.explanation().meaning(),
                numbers.check().text());
        Snapshot.copy(Snapshot.of(lines, numbers.cards()), "nabla-step.png", how -> flash(button, how));
    }

    /** Says for a moment what a button has done. */
    private static void flash(HTMLElement button, String text) {
        String label = button.getInnerText();
        Dom.setText(button, text);
        Window.setTimeout(() -> Dom.setText(button, label), 1500);
    }

    private void note(String text) {
        Dom.setText(note, text);
    }

    private final class Moves implements Controls.Actions {
        @Override
        public void go(int step) {
            Stepper.this.go(step);
        }

        @Override
        public void move(int direction) {
            Stepper.this.move(direction);
        }

        @Override
        public void playOrPause() {
            if (player.isPlaying()) {
                player.stop();
            } else {
                player.start();
            }
        }

        @Override
        public void runToBreakpoint() {
            Stepper.this.runToBreakpoint();
        }

        @Override
        public void iteration(int iteration, int[] places) {
            samples = places;
            want(iteration);
        }

        @Override
        public void breakpointsChanged() {
            Stepper.this.breakpointsChanged();
        }
    }

    private final class Presses implements Keys.Actions {
        private final Moves moves = new Moves();

        @Override
        public void move(int direction) {
            Stepper.this.move(direction);
        }

        @Override
        public void movePhase(int direction) {
            Trace of = trace;
            if (of == null) {
                return;
            }
            Phase now = of.step(index).phase();
            if (direction < 0 && index > of.first(now)) {
                go(of.first(now));
                return;
            }
            Phase[] all = Phase.values();
            for (int i = now.ordinal() + direction; i >= 0 && i < all.length; i += direction) {
                if (of.count(all[i]) > 0) {
                    go(of.first(all[i]));
                    return;
                }
            }
        }

        @Override
        public void goToEnd(boolean last) {
            go(last && trace != null ? trace.length() - 1 : 0);
        }

        @Override
        public void playOrPause() {
            moves.playOrPause();
        }

        @Override
        public void toggleBreakpoint() {
            if (trace != null) {
                code.toggle(trace.step(index).line());
                breakpointsChanged();
            }
        }

        @Override
        public void view(int number) {
            tabs.focus(number);
        }
    }

    private final class Questions implements NumbersView.Requests {
        @Override
        public void explain(Step step, int tensor, int cell) {
            client.explain(step, tensor, cell);
        }

        @Override
        public void check(int tensor, int cell) {
            client.check(tensor, cell);
        }

        @Override
        public void complete(int tensor) {
            client.complete(tensor);
        }

        @Override
        public void selected() {
            link();
        }
    }

    private final class Answers implements TraceClient.Listener {
        @Override
        public void arrived(Trace next) {
            Stepper.this.arrived(next);
        }

        @Override
        public void compared(Trace other) {
            waiting.hide();
            note("Compared with iteration " + other.iteration() + ".");
            numbers.compare(other);
        }

        @Override
        public void agreed() {
            if (trace != null) {
                Dom.setText(facts, factsText(trace.facts()));
            }
        }

        @Override
        public void completed() {
            numbers.redraw();
        }

        @Override
        public void explained(JsRecord explanation) {
            numbers.explained(explanation);
        }

        @Override
        public void checked(JsRecord check) {
            numbers.check().show(check);
        }

        @Override
        public void waiting(String text, double share) {
            waiting.show(text, share);
        }

        @Override
        public void failed(String reason) {
            player.stop();
            waiting.fail(reason);
        }
    }

    /** Decoded once: settings are plain words. */
    @JSBody(script = "try{return decodeURIComponent(location.hash);}catch(e){return location.hash;}")
    private static native String fragment();

    @JSBody(
            params = "fragment",
            script = "history.replaceState(null,'',location.pathname+location.search+(fragment?'#'+fragment:''));")
    private static native void setFragment(String fragment);

    @JSBody(params = "fragment", script = "return location.href.split('#')[0]+'#'+fragment;")
    private static native String address(String fragment);
}
