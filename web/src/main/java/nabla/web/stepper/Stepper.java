package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import nabla.trace.Text;
import nabla.web.dom.Clipboard;
import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The panel: opens at a link's place and keeps the address there, and has the cursor, the display and the client hear of
 * each other.
 */
public final class Stepper {
    private static final int LINK_MILLISECONDS = 300;

    private final Host host;
    private final LanguageChoice language = new LanguageChoice(this::sayAgain);
    private final HTMLElement panel = Dom.byId("stepper");
    private final Waiting waiting = new Waiting(this::retry);
    private final Breakpoints breakpoints = new Breakpoints();
    private final Controls controls = new Controls(new Moves());
    private final Cursor cursor = new Cursor(controls, breakpoints, new Movements());
    private final Display display =
            new Display(controls, breakpoints, new Questions(), this::formula, cursor::go, this::breakpointsChanged);
    private final LinkNote note = new LinkNote(this::link);
    private final TraceClient client;

    private @Nullable Place target;
    private int[] samples = new int[0];
    private boolean linkWaits;

    /** The panel of the page that the host is part of. */
    public Stepper(Host host) {
        this.host = host;
        client = new TraceClient(host, display.code().backwardLine(), new Answers());
        new Keys(panel, new Presses());
        Tabs.onSwipe(panel, cursor::move);
        Dom.on(panel, "close", this::closed);
        Dom.on(Dom.byId("stepper-close"), "click", () -> Dom.close(panel));
        Dom.on(Dom.byId("stepper-resume"), "click", this::resume);
        HTMLElement link = Dom.byId("stepper-link");
        Dom.on(link, "click", () -> {
            Clipboard.copy(address(place().text()));
            flash(link, Language.say("Copied"));
        });
        HTMLElement png = Dom.byId("stepper-png");
        Dom.on(png, "click", () -> snapshot(png));
        Dom.listen(Dom.byId("stepper-compare-form"), "submit", event -> {
            event.preventDefault();
            client.wantToCompare(Math.max(0, (int) Dom.number(Dom.byId("stepper-compare-with"))));
        });
        Dom.on(Dom.byId("stepper-compare-off"), "click", () -> display.numbers().compare(null));
        Dom.on(Dom.window(), "hashchange", this::openFromLink);
        breakpointsChanged();
        language.begin();
    }

    /** Says all again, in another language, at the same place. */
    private void sayAgain() {
        waiting.sayAgain();
        cursor.sayAgain();
        breakpointsChanged();
        display.sayAgain(cursor.trace(), cursor.step());
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
        note.show(place.note());
        cursor.stop();
        Dom.showModal(panel);
        stepping(true);
        target = place;
        want(place.iteration());
    }

    /** The page behind the panel does not scroll. */
    private static void stepping(boolean on) {
        Dom.setClass(Dom.document().getDocumentElement(), "stepping", on);
    }

    private void want(int iteration) {
        display.note(Text.EMPTY);
        if (cursor.trace() == null) {
            waiting.show(Text.of("Getting the iteration ready …"), Double.NaN);
        }
        client.want(iteration, samples);
    }

    private void retry() {
        want(target != null ? target.iteration() : -1);
    }

    /** Whether messages of this type are for the step-through, perhaps among others. */
    public static boolean concerns(String type) {
        return switch (type) {
            case "trace", "agreement", "explanation", "check", "values", "status", "progress", "untraced", "error" ->
                true;
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
        Place place = target;
        target = null;
        Step before = cursor.step();
        int at = place != null
                ? place.step(next)
                : before != null ? next.alike(before).index() : 0;
        samples = next.facts().samples();
        waiting.hide();
        display.open(next);
        if (place != null && place.isNotFinite()) {
            controls.breakAtNan();
            breakpointsChanged();
            cursor.enterToBreakpoint(next);
        } else {
            cursor.enter(next, at);
        }
        if (place != null && place.cell() != null) {
            display.numbers().select(place.tensor(), place.cell());
        }
        link();
    }

    private void formula(Step step, int tensor) {
        client.formula(step, tensor);
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
        stepping(false);
        cursor.stop();
        setFragment("");
        HTMLElement button = Dom.find("step");
        if (button != null) {
            button.focus();
        }
    }

    private Place place() {
        Trace of = cursor.trace();
        Step step = cursor.step();
        if (of == null || step == null) {
            return Place.START;
        }
        List<String> settings = new ArrayList<>();
        for (String text : host.changes()) {
            settings.add(text);
        }
        String chosen = SampleList.text(samples);
        if (!chosen.equals("0-" + (Math.min(SampleList.MOST, of.facts().batch()) - 1))) {
            settings.add("samples");
            settings.add(chosen.replace(" ", ""));
        }
        NumbersView numbers = display.numbers();
        return new Place(
                of.iteration(),
                step.phase().code(),
                of.number(step),
                numbers.position(),
                numbers.place(),
                note.text(),
                settings);
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

    private void snapshot(HTMLElement button) {
        Trace of = cursor.trace();
        Step step = cursor.step();
        if (of != null && step != null) {
            display.snapshot(
                    of,
                    step,
                    isOnClipboard -> flash(button, isOnClipboard ? Language.say("Copied") : Language.say("Saved")));
        }
    }

    /** Says for a moment what a button has done. */
    private static void flash(HTMLElement button, String text) {
        String label = button.getInnerText();
        Dom.setText(button, text);
        Window.setTimeout(() -> Dom.setText(button, label), 1500);
    }

    private final class Movements implements Cursor.Listener {
        @Override
        public void moved(Trace trace, Step step, boolean asks) {
            display.show(trace, step, asks);
            link();
        }

        @Override
        public void note(Text text) {
            display.note(text);
        }

        @Override
        public void want(int iteration) {
            Stepper.this.want(iteration);
        }

        @Override
        public boolean isWaiting() {
            return client.isWaiting();
        }

        @Override
        public boolean isAsking() {
            return display.isAsking();
        }
    }

    private final class Moves implements Controls.Actions {
        @Override
        public void go(int step) {
            cursor.go(step);
        }

        @Override
        public void move(int direction) {
            cursor.move(direction);
        }

        @Override
        public void playOrPause() {
            cursor.playOrPause();
        }

        @Override
        public void runToBreakpoint() {
            cursor.runToBreakpoint();
        }

        @Override
        public void iteration(int iteration, int[] places) {
            samples = places;
            cursor.stop();
            want(iteration);
        }

        @Override
        public void breakpointsChanged() {
            Stepper.this.breakpointsChanged();
        }
    }

    private final class Presses implements Keys.Actions {
        @Override
        public void move(int direction) {
            cursor.move(direction);
        }

        @Override
        public void movePhase(int direction) {
            cursor.movePhase(direction);
        }

        @Override
        public void goToEnd(boolean last) {
            cursor.goToEnd(last);
        }

        @Override
        public void playOrPause() {
            cursor.playOrPause();
        }

        @Override
        public void toggleBreakpoint() {
            Step step = cursor.step();
            if (step != null) {
                display.code().toggle(step.line());
                breakpointsChanged();
            }
        }

        @Override
        public void view(int number) {
            display.tabs().focus(number);
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
            display.note(Text.of("Compared with iteration {0}.", other.iteration()));
            display.numbers().compare(other);
        }

        @Override
        public void agreed() {
            Trace of = cursor.trace();
            if (of != null) {
                display.facts(of.facts());
            }
        }

        @Override
        public void completed() {
            display.numbers().redraw();
        }

        @Override
        public void explained(JsRecord explanation) {
            display.numbers().explained(explanation);
        }

        @Override
        public void formulated(JsRecord explanation) {
            display.graph().hover().show(explanation);
        }

        @Override
        public void checked(JsRecord check) {
            display.numbers().check().show(check);
        }

        @Override
        public void waiting(Text text, double share) {
            waiting.show(text, share);
        }

        @Override
        public void refused(Text reason) {
            display.note(reason);
        }

        @Override
        public void failed(Text reason) {
            cursor.stop();
            waiting.fail(reason);
        }
    }

    /** Decoded: what is written in it are plain words. */
    @JSBody(script = "try{return decodeURIComponent(location.hash);}catch(e){return location.hash;}")
    private static native String fragment();

    @JSBody(
            params = "fragment",
            script =
                    "history.replaceState(null,'',location.pathname+location.search+(fragment?'#'+encodeURI(fragment):''));")
    private static native void setFragment(String fragment);

    @JSBody(params = "fragment", script = "return location.href.split('#')[0]+'#'+encodeURI(fragment);")
    private static native String address(String fragment);
}
