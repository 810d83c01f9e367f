package nabla.web.page;

import nabla.web.board.TrainingBoard;
import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;

/**
 * The live part of a page: settings and buttons, a worker that trains, and everything that shows what it does. The
 * worker says what happens; this class only asks and shows.
 */
final class Lab {
    /** The worker must answer a Stop within this time, or it is ended. */
    private static final int PATIENCE_MILLISECONDS = 4000;

    private final LabPage page;
    private final SettingsForm form = new SettingsForm(Dom.byId("settings"));
    private final HTMLElement run;
    private final HTMLElement pause = Dom.get("pause");
    private final HTMLElement stop = Dom.get("stop");
    private final HTMLElement share = Dom.get("share");
    private final HTMLElement device = Dom.get("device");
    private final StatusStrip strip = new StatusStrip();
    private final Curves curves = new Curves();
    private final Sharing sharing = new Sharing();
    private final @Nullable TrainingBoard board = TrainingBoard.onPage();
    private final HTMLElement output = Dom.byId("output");
    private final @Nullable PictureCards pictures = PictureCards.onPage(this::read);
    private final @Nullable Heatmaps heatmaps = Heatmaps.onPage();
    private final WorkerClient worker = new WorkerClient(this::receive);
    private final @Nullable HTMLElement step = Dom.find("step");
    private final @Nullable StepperDoor stepper =
            step == null ? null : new StepperDoor(this::answer, this::withoutStepper);

    private RunState state = RunState.LOADING;
    private JsRecord settings = JsRecord.create();
    private String dataset = "";
    private String datasetTitle = "";
    private String deviceInUse = "";
    private double steps;
    private boolean isTrained;
    private int runs;

    Lab(LabPage page, String runButton) {
        this.page = page;
        run = Dom.get(runButton);
        String wanted = parameter("device");
        if (wanted.equals("simd") || wanted.equals("webgpu") || wanted.equals("auto")) {
            Dom.setValue(device, wanted);
        }
        Dom.on(run, "click", this::run);
        form.onSubmit(this::run);
        Dom.on(pause, "click", this::pauseOrResume);
        Dom.on(stop, "click", this::stop);
        Dom.on(share, "click", this::share);
        Dom.on(device, "change", this::changeDevice);
        if (step != null && stepper != null) {
            Dom.on(step, "click", stepper::open);
            Dom.on(step, "pointerenter", stepper::prepare);
            Dom.on(step, "focus", stepper::prepare);
        }
        worker.init(Dom.value(device));
    }

    /** Opens the step-through if the address asks for it. */
    void openFromLink() {
        if (stepper != null) {
            stepper.openFromLink();
        }
    }

    Curves curves() {
        return curves;
    }

    WorkerClient worker() {
        return worker;
    }

    /** Shows the state and lets those buttons be pressed that make sense in it. */
    void enter(RunState next, String text) {
        state = next;
        strip.state(next, text);
        boolean busy = next.isBusy();
        Dom.setEnabled(run, !busy);
        Dom.setEnabled(pause, next == RunState.RUNNING || next == RunState.PAUSED);
        Dom.setEnabled(stop, busy && runs > 0);
        if (step != null) {
            Dom.setEnabled(step, next != RunState.LOADING);
            Dom.setText(step, busy ? "Step into this ▸" : "Step ▸");
        }
        Dom.setEnabled(share, isTrained && next != RunState.LOADING);
        Dom.setText(pause, next == RunState.PAUSED ? "Resume" : "Pause");
        form.setEnabled(!busy);
    }

    private void run() {
        if (state.isBusy() || !form.isValid()) {
            return;
        }
        JsRecord message = JsRecord.create()
                .with("type", "run")
                .with("program", page.program())
                .with("settings", page.settings(form.values()));
        begin(message);
        worker.send(message);
    }

    /** Makes everything ready for a run that this message starts. */
    private void begin(JsRecord message) {
        runs++;
        isTrained = false;
        steps = 0;
        strip.reset();
        sharing.hide();
        if (board != null) {
            board.clear();
        }
        if (pictures != null) {
            pictures.begin();
        }
        if (heatmaps != null) {
            heatmaps.clear();
        }
        Dom.setText(output, "");
        output.setHidden(true);
        settings = message.record("settings");
        page.prepare(message);
        page.begin(curves);
        if (stepper != null) {
            stepper.trainingGoesOn();
        }
        enter(RunState.LOADING, "Starting …");
    }

    private void pauseOrResume() {
        boolean pausing = state == RunState.RUNNING;
        if (!pausing && stepper != null) {
            stepper.trainingGoesOn();
        }
        worker.send(JsRecord.create().with("type", pausing ? "pause" : "resume"));
    }

    private void stop() {
        worker.send(JsRecord.create().with("type", "stop"));
        Dom.setEnabled(stop, false);
        int asked = runs;
        Window.setTimeout(
                () -> {
                    if (state.isBusy() && runs == asked) {
                        restart("The training did not answer and was ended. Its network is lost.");
                    }
                },
                PATIENCE_MILLISECONDS);
    }

    private void restart(String why) {
        if (pictures != null) {
            pictures.disable();
        }
        isTrained = false;
        worker.restart();
        worker.init(Dom.value(device));
        page.restarted();
        strip.notice(why);
        enter(RunState.IDLE, "Ready.");
    }

    private void changeDevice() {
        if (!state.isBusy()) {
            worker.init(Dom.value(device));
        }
    }

    private void share() {
        sharing.begin();
        JsRecord training = page.training(settings)
                .with("dataset", dataset)
                .with("datasetTitle", datasetTitle)
                .with("device", deviceInUse)
                .with("history", curves.history());
        training.with("steps", training.number("steps", 0) + steps);
        double accuracy = curves.lastAccuracy();
        if (!Double.isNaN(accuracy)) {
            training.with("accuracy", accuracy);
        }
        worker.send(JsRecord.create()
                .with("type", "save")
                .with("training", training.toJson())
                .with("parent", page.parent()));
    }

    private void read(float[] picture) {
        Float32Array pixels = Float32Array.copyFromJavaArray(picture);
        worker.send(JsRecord.create().with("type", "predict").with("pixels", pixels), pixels.getBuffer());
    }

    private void receive(JsRecord message) {
        String type = message.text("type");
        if (stepper != null) {
            stepper.receive(message);
        }
        switch (type) {
            case "ready" -> ready(message);
            case "device" -> {
                showDevice(message);
                strip.notice(message.text("reason"));
            }
            case "status" -> status(message);
            case "dataset" -> dataset(message);
            case "network", "pictures", "readings", "prediction" -> {
                if (pictures != null) {
                    about(pictures, message);
                }
            }
            case "heatmap" -> {
                if (heatmaps != null) {
                    heatmaps.show(message);
                }
            }
            case "plan" -> {
                page.begin(curves);
                curves.expect(message.number("steps"), message.number("epochs"));
            }
            case "progress" -> progress(message);
            case "metrics" -> metrics(message);
            case "print" -> print(message.text("line"));
            case "evaluation" -> evaluation(message);
            case "model" -> sharing.send((ArrayBuffer) message.object("safetensors"));
            case "unsaved" -> sharing.fail(message.text("reason"));
            case "layers", "measured", "alarm" -> {
                if (board != null) {
                    board.receive(message);
                }
            }
            case "untraced" -> strip.notice(message.text("message"));
            case "error" -> error(message);
            case "trace", "agreement", "explanation", "check", "values" -> {
                // The stepper's matter.
            }
            default ->
                throw new IllegalStateException("The worker sent a message of unknown type: " + message.toJson());
        }
    }

    private void ready(JsRecord message) {
        showDevice(message);
        if (state == RunState.LOADING && runs == 0) {
            page.ready();
        }
    }

    private void showDevice(JsRecord message) {
        deviceInUse = message.text("device");
        strip.device(deviceInUse, message.text("reason"));
    }

    private void status(JsRecord message) {
        String text = message.text("text");
        if (message.has("share")) {
            strip.loaded(message.number("share"));
        }
        switch (message.text("state")) {
            case "loading" -> enter(RunState.LOADING, text);
            case "running" -> enter(RunState.RUNNING, text);
            case "paused" -> enter(RunState.PAUSED, text);
            case "idle" -> enter(RunState.IDLE, text);
            case "done" -> enter(RunState.DONE, text);
            default -> throw new IllegalStateException("The worker reported an unknown state: " + message.toJson());
        }
    }

    private void dataset(JsRecord message) {
        dataset = message.text("name");
        datasetTitle = message.text("title");
        JsRecord names = message.record("classes");
        String[] given = new String[names.length()];
        for (int i = 0; i < given.length; i++) {
            given[i] = names.textAt(i);
        }
        if (pictures != null) {
            pictures.name(given);
        }
        if (!message.text("note", "").isEmpty() && message.text("source", "").equals("drawn")) {
            strip.notice(datasetTitle + ": " + message.text("note"));
        }
    }

    private void metrics(JsRecord message) {
        curves.metrics(
                message.text("name"), (Float64Array) message.object("steps"), (Float64Array) message.object("values"));
        if (curves.hasDiverged()) {
            strip.notice("The loss is no longer a number: the steps were too big, and the parameters have run away."
                    + " Stop, and try a smaller learning rate.");
        }
    }

    private void progress(JsRecord message) {
        strip.progress(message);
        steps = message.number("step");
        if (steps > 0 && !isTrained) {
            isTrained = true;
            Dom.setEnabled(share, state != RunState.LOADING);
        }
        if (pictures != null) {
            pictures.askAgain();
        }
    }

    private static void about(PictureCards pictures, JsRecord message) {
        switch (message.text("type")) {
            case "network" -> pictures.enable();
            case "pictures" -> pictures.pictures(message);
            case "readings" -> pictures.readings(message);
            default -> pictures.prediction(message);
        }
    }

    private void print(String line) {
        output.setHidden(false);
        output.appendChild(Dom.document().createTextNode(line + "\n"));
    }

    private void evaluation(JsRecord message) {
        curves.accuracy(message.number("step"), message.number("accuracy"));
        if (pictures != null) {
            pictures.confusion(message);
        }
    }

    private void error(JsRecord message) {
        if (message.has("fatal")) {
            restart("The training program broke off: " + message.text("message"));
        }
        enter(RunState.ERROR, message.text("message"));
    }

    /** What the step-through asks for or wants. */
    private @Nullable JSObject answer(String what, @Nullable JsRecord argument) {
        switch (what) {
            case "program":
                return JsRecord.create().with("value", page.program());
            case "settings":
                return state.isBusy() ? settings : page.settings(form.values());
            case "changes":
                return form.changes();
            case "paused":
                return JsRecord.create().with("value", state == RunState.PAUSED);
            case "apply":
                if (argument != null && !state.isBusy()) {
                    form.set(argument);
                }
                return null;
            case "trace":
                if (argument != null) {
                    stepInto(argument);
                }
                return null;
            default:
                if (argument != null) {
                    worker.send(argument);
                }
                return null;
        }
    }

    private void withoutStepper(String reason) {
        strip.notice("The step-through could not be loaded: " + reason + ". Press Step to try again.");
    }

    /** Has the worker step into an iteration: a run pauses for it, or one begins. */
    private void stepInto(JsRecord message) {
        if (state == RunState.RUNNING) {
            worker.send(JsRecord.create().with("type", "pause"));
        } else if (!state.isBusy()) {
            begin(message);
        }
        worker.send(message);
    }

    @JSBody(params = "name", script = "return new URLSearchParams(location.search).get(name)||'';")
    private static native String parameter(String name);
}
