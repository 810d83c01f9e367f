package nabla.web.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import nabla.io.Safetensors;
import nabla.io.SafetensorsLimits;
import nabla.lab.Lab;
import nabla.nn.ModelFile;
import nabla.runtime.Console;
import nabla.trace.Text;
import nabla.web.js.Clock;
import nabla.web.js.Inbox;
import nabla.web.js.JavaScriptException;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import nabla.web.webgpu.DeviceLostException;
import nabla.web.webgpu.WebGpuBackend;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** Everything between the first message and the last: devices, data, the run under way, the network it left. */
final class Session {
    private final Inbox inbox;
    private final Devices devices = new Devices();
    private String wanted = "auto";
    private @Nullable DatasetFiles files;
    private final StepThrough stepThrough = new StepThrough();
    private @Nullable Learner learner;
    private @Nullable Run running;

    /** What the run under way was started with. */
    private String started = "";

    /** A message that has to wait until the run under way has ended. */
    private @Nullable JsRecord next;

    /** The network as it was when it last left the device. */
    private @Nullable Safetensors copy;

    Session(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Answers messages for ever. */
    void serve() {
        while (true) {
            JsRecord message = next == null ? inbox.take() : next;
            next = null;
            try {
                handle(message);
            } catch (DeviceLostException gone) {
                recover(gone);
            } catch (JavaScriptException refused) {
                Report.error(reason(refused));
            } catch (RuntimeException failure) {
                failure.printStackTrace();
                Report.error(reason(failure));
            }
        }
    }

    private void handle(JsRecord message) {
        if (stepThrough.answers(message)) {
            return;
        }
        switch (message.text("type")) {
            case "init" -> {
                wanted = message.text("device", "auto");
                devices.choose(wanted).use();
            }
            case "run" -> run(message);
            case "trace" -> {
                stepThrough.want(message, 0);
                run(message);
                if (stepThrough.wanted() >= 0) {
                    Report.untraced(
                            Text.of("There is no iteration {0}: the run has ended before it.", stepThrough.wanted()));
                }
            }
            case "load" -> load(message);
            case "predict" -> predict(message);
            case "save" -> save(message);
            case "pause", "resume", "stop" -> {
                // The run that was meant has ended in the meantime.
            }
            default -> throw unknown(message);
        }
    }

    /** Does during a run what the page asks for; the run waits meanwhile. */
    private void attend(boolean begin) {
        boolean paused = begin;
        if (paused) {
            Report.status("paused", Text.of("Paused before iteration {0}.", iteration()));
        }
        while (true) {
            JsRecord message = paused ? inbox.take() : inbox.poll();
            if (message == null) {
                return;
            }
            if (stepThrough.answers(message)) {
                continue;
            }
            switch (message.text("type")) {
                case "pause" -> {
                    paused = true;
                    Report.status("paused", Text.of("Paused."));
                }
                case "resume" -> {
                    paused = false;
                    Report.status("running", Text.of("Training …"));
                }
                case "stop" -> throw new StoppedException();
                case "trace" -> {
                    stepInto(message);
                    paused = false;
                }
                case "predict" -> predict(message);
                case "save" -> save(message);
                default -> throw unknown(message);
            }
        }
    }

    private int iteration() {
        return running == null ? 0 : running.iteration();
    }

    /** Goes on to the iteration that the page wants to see; if the run is past it, another run begins from the start. */
    private void stepInto(JsRecord message) {
        stepThrough.want(message, iteration());
        if (stepThrough.wanted() < iteration() || !identity(message).equals(started)) {
            next = message;
            throw new StoppedException();
        }
        if (stepThrough.wanted() > iteration()) {
            Report.status("running", Text.of("Training up to iteration {0} …", stepThrough.wanted()));
        }
    }

    /** What makes two runs the same. */
    private static String identity(JsRecord message) {
        return message.text("program") + message.record("settings").toJson();
    }

    private void run(JsRecord message) {
        started = identity(message);
        Consumer<Lab> program = Programs.named(message.text("program"));
        JsRecord settings = message.record("settings");
        Safetensors resume = message.has("resume") ? read((ArrayBuffer) message.object("resume")) : null;
        learner = null;
        copy = resume;
        DatasetFiles data = settings.has("dataset") ? files(settings.text("dataset")) : null;
        Choice choice = devices.choose(wanted);
        try {
            if (devices.isOpen(wanted)) {
                choice = devices.measured(new Trial(settings, data, program));
            }
            run(program, choice, settings, data, resume);
        } catch (DeviceLostException gone) {
            gone.printStackTrace();
            learner = null;
            Choice instead = devices.lost();
            Report.device(instead.device().name(), instead.reason() + " The training begins again there.");
            run(program, instead, settings, data, resume);
        }
    }

    private void run(
            Consumer<Lab> program,
            Choice choice,
            JsRecord settings,
            @Nullable DatasetFiles data,
            @Nullable Safetensors resume) {
        choice.use();
        Run run = new Run(settings, data, choice.device(), resume, taken -> learner = taken, this::attend, stepThrough);
        running = run;
        Report.status("running", Text.of("Training …"));
        Console.setSink(Report::print);
        double start = Clock.now();
        try {
            run.start(program);
            keepCopy();
            Report.status("done", done(run.step(), (Clock.now() - start) / 1000));
        } catch (StoppedException stopped) {
            keepCopy();
            if (next == null) {
                Report.status("idle", stopped(run.step()));
            }
        } finally {
            running = null;
        }
    }

    private static Text done(double steps, double seconds) {
        String time = Numbers.duration(seconds);
        return steps == 1
                ? Text.of("Done: 1 step in {0}.", time)
                : Text.of("Done: {0} steps in {1}.", Numbers.grouped(steps), time);
    }

    private static Text stopped(double steps) {
        return steps == 1
                ? Text.of("Stopped after 1 step.")
                : Text.of("Stopped after {0} steps.", Numbers.grouped(steps));
    }

    /** What a GPU holds can be lost at any time. */
    private void keepCopy() {
        Learner trained = learner;
        if (trained != null && trained.device().backend() instanceof WebGpuBackend) {
            copy = Safetensors.read(trained.file(Map.of()), SafetensorsLimits.SHARED_MODEL);
        }
    }

    /** Puts the last copy of the network on the processor. */
    private void recover(DeviceLostException gone) {
        gone.printStackTrace();
        Choice instead = devices.lost();
        Report.device(instead.device().name(), instead.reason());
        instead.use();
        Safetensors last = copy;
        learner = last == null ? null : new Learner(ModelFile.load(last), instead.device());
        if (learner != null) {
            Report.network();
        }
    }

    private DatasetFiles files(String name) {
        DatasetFiles known = files;
        if (known == null || !known.answer(name)) {
            known = DatasetFiles.fetch(name);
            files = known;
        }
        Report.dataset(known.description());
        return known;
    }

    private void load(JsRecord message) {
        Choice choice = devices.choose(wanted);
        choice.use();
        Safetensors file = read((ArrayBuffer) message.object("safetensors"));
        learner = new Learner(ModelFile.load(file), choice.device());
        copy = file;
        Report.network();
    }

    private void predict(JsRecord message) {
        if (learner != null) {
            Report.prediction(learner.probabilities(((Float32Array) message.object("pixels")).copyToJavaArray()));
        }
    }

    private void save(JsRecord message) {
        if (learner == null) {
            Report.unsaved("There is no network to save. Run the training first.");
            return;
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("nabla.training", message.text("training"));
        String parent = message.text("parent", "");
        if (!parent.isEmpty()) {
            metadata.put("nabla.parent", parent);
        }
        try {
            Report.model(Int8Array.copyFromJavaArray(learner.file(metadata)).getBuffer());
        } catch (DeviceLostException gone) {
            Report.unsaved("The GPU was lost while the network was read from it.");
            throw gone;
        } catch (RuntimeException failure) {
            Report.unsaved(reason(failure));
        }
    }

    private static Safetensors read(ArrayBuffer file) {
        return Safetensors.read(new Int8Array(file).copyToJavaArray(), SafetensorsLimits.SHARED_MODEL);
    }

    private static IllegalStateException unknown(JsRecord message) {
        return new IllegalStateException("The page sent a message that does not fit now: " + message.text("type"));
    }

    private static String reason(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
