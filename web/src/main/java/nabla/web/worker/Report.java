package nabla.web.worker;

import java.util.List;
import nabla.board.Alarm;
import nabla.board.Layer;
import nabla.board.Reading;
import nabla.trace.Text;
import nabla.trace.Trace;
import nabla.web.board.Measured;
import nabla.web.js.JsRecord;
import nabla.web.js.TextMessage;
import nabla.web.js.WorkerScope;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What the worker tells the page. Each method is one message; big arrays are given away, not copied. */
final class Report {
    private Report() {}

    /** The device on which the next run will take place, and why it was chosen. */
    static void ready(String device, String reason) {
        WorkerScope.post(message("ready").with("device", device).with("reason", reason));
    }

    /** The device has changed during the work, and why: something the person should read. */
    static void device(String device, String reason) {
        WorkerScope.post(message("device").with("device", device).with("reason", reason));
    }

    /**
     * What goes on: {@code loading}, {@code running}, {@code paused}, {@code done} or {@code idle}; and in words that the
     * step-through can say in another language.
     */
    static void status(String state, Text text) {
        WorkerScope.post(status(state).with("text", text.toString()).with("words", TextMessage.write(text)));
    }

    private static JsRecord status(String state) {
        return message("status").with("state", state);
    }

    /** So much of the data, from 0 to 1, has come. */
    static void loading(Text text, double share) {
        WorkerScope.post(status("loading")
                .with("text", text.toString())
                .with("words", TextMessage.write(text))
                .with("share", share));
    }

    /** The dataset's description as the server gave it. */
    static void dataset(JsRecord description) {
        WorkerScope.post(message("dataset")
                .with("name", description.text("name"))
                .with("title", description.text("title"))
                .with("note", description.text("note", ""))
                .with("source", description.text("source", ""))
                .with("classes", description.record("classes")));
    }

    /** There is a network now that can be asked and saved. */
    static void network() {
        WorkerScope.post(message("network"));
    }

    static void plan(int epochs, int steps) {
        WorkerScope.post(message("plan").with("epochs", epochs).with("steps", steps));
    }

    static void progress(int step, int steps, double stepsPerSecond) {
        WorkerScope.post(
                message("progress").with("step", step).with("steps", steps).with("stepsPerSecond", stepsPerSecond));
    }

    /** Measurements since the last such message: at which steps, and the values. */
    static void metrics(String name, double[] steps, double[] values) {
        Float64Array where = Float64Array.copyFromJavaArray(steps);
        Float64Array what = Float64Array.copyFromJavaArray(values);
        give(
                message("metrics").with("name", name).with("steps", where).with("values", what),
                where.getBuffer(),
                what.getBuffer());
    }

    /** Pictures of the test set for the page's grid of that name: 28×28 numbers from 0 to 1 for each. */
    static void pictures(String grid, float[] pixels) {
        Float32Array copy = Float32Array.copyFromJavaArray(pixels);
        give(message("pictures").with("grid", grid).with("pixels", copy), copy.getBuffer());
    }

    /** What the network reads in that grid's pictures now. */
    static void readings(String grid, int[] labels, int[] predictions) {
        WorkerScope.post(message("readings")
                .with("grid", grid)
                .with("labels", Int32Array.copyFromJavaArray(labels))
                .with("predictions", Int32Array.copyFromJavaArray(predictions)));
    }

    /** The result on the whole test set; {@code confusion[truth * classes + read]} are counts. */
    static void evaluation(int epoch, int step, double accuracy, int[] confusion) {
        WorkerScope.post(message("evaluation")
                .with("epoch", epoch)
                .with("step", step)
                .with("accuracy", accuracy)
                .with("confusion", Int32Array.copyFromJavaArray(confusion)));
    }

    static void prediction(float[] probabilities) {
        WorkerScope.post(message("prediction").with("probabilities", Float32Array.copyFromJavaArray(probabilities)));
    }

    /** A matrix to be shown as a picture, row by row; {@code names} stand above its columns, if there are any. */
    static void heatmap(String title, List<String> names, int columns, float[] values) {
        JSArray<JSString> list = new JSArray<>();
        for (String name : names) {
            list.push(JSString.valueOf(name));
        }
        Float32Array numbers = Float32Array.copyFromJavaArray(values);
        give(
                message("heatmap")
                        .with("title", title)
                        .with("names", list)
                        .with("columns", columns)
                        .with("values", numbers),
                numbers.getBuffer());
    }

    /** The rows of the training board. */
    static void layers(List<Layer> layers) {
        WorkerScope.post(message("layers").with("layers", Measured.layers(layers)));
    }

    /** What the board measured since the last such message. */
    static void measured(List<Reading> readings) {
        Float64Array numbers = Measured.numbers(readings);
        give(message("measured").with("numbers", numbers), numbers.getBuffer());
    }

    /** Something is wrong with the training. */
    static void alarm(Alarm alarm) {
        WorkerScope.post(message("alarm")
                .with("kind", alarm.kind().name())
                .with("title", alarm.kind().title())
                .with("layer", alarm.layer())
                .with("iteration", alarm.iteration())
                .with("sentence", alarm.sentence())
                .with("cause", alarm.kind().cause())
                .with("cure", alarm.kind().cure()));
    }

    /** A line of text that the program prints. */
    static void print(String line) {
        WorkerScope.post(message("print").with("line", line));
    }

    /** The network as a file. */
    static void model(ArrayBuffer safetensors) {
        give(message("model").with("safetensors", safetensors), safetensors);
    }

    /** The network could not be made a file, and why. */
    static void unsaved(String reason) {
        WorkerScope.post(message("unsaved").with("reason", reason));
    }

    /** An iteration with all its numbers. */
    static void trace(JsRecord message) {
        give(message, ((Float64Array) message.object("values")).getBuffer());
    }

    /** How far the device's gradients of a traced iteration are from the trace's. */
    static void agreement(int iteration, double difference, Text parameter) {
        WorkerScope.post(message("agreement")
                .with("iteration", iteration)
                .with("difference", difference)
                .with("differenceOf", TextMessage.write(parameter)));
    }

    /** How a number came about, as the question asks. */
    static void explanation(JsRecord question, Trace trace) {
        int step = question.integer("step");
        int tensor = question.integer("tensor");
        int cell = question.integer("cell");
        WorkerScope.post(TraceMessage.explanation(trace.explain(step, tensor, cell))
                .with("request", question.integer("request"))
                .with("step", step)
                .with("tensor", tensor)
                .with("cell", cell));
    }

    /** A gradient's proof, as the question asks. */
    static void check(JsRecord question, Trace trace) {
        int tensor = question.integer("tensor");
        int cell = question.integer("cell");
        WorkerScope.post(TraceMessage.check(trace.check(tensor, cell))
                .with("request", question.integer("request"))
                .with("tensor", tensor)
                .with("cell", cell));
    }

    /** All numbers of a tensor of the trace. */
    static void values(int tensor, Float64Array values) {
        give(message("values").with("tensor", tensor).with("values", values), values.getBuffer());
    }

    /** What the page asked for failed; the worker goes on. */
    static void error(String text) {
        WorkerScope.post(message("error").with("message", text));
    }

    /** An iteration could not be stepped into, or has no answer to a question; the run is as it was. */
    static void untraced(Text reason) {
        WorkerScope.post(
                message("untraced").with("message", reason.toString()).with("words", TextMessage.write(reason)));
    }

    private static JsRecord message(String type) {
        return JsRecord.create().with("type", type);
    }

    private static void give(JsRecord message, ArrayBuffer... buffers) {
        JSArray<JSObject> transfer = new JSArray<>();
        for (ArrayBuffer buffer : buffers) {
            transfer.push(buffer);
        }
        WorkerScope.post(message, transfer);
    }
}
