package nabla.web.stepper;

import nabla.trace.Text;
import nabla.web.js.JsRecord;
import nabla.web.js.TextMessage;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Float64Array;

/** Reads the worker's message of type {@code trace}. */
final class TraceReader {
    private TraceReader() {}

    static Trace read(JsRecord message) {
        JsRecord tensors = message.record("tensors");
        TensorInfo[] infos = new TensorInfo[tensors.length()];
        for (int i = 0; i < infos.length; i++) {
            infos[i] = tensor(tensors.at(i));
        }
        JsRecord list = message.record("steps");
        Step[] steps = new Step[list.length()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = step(list.at(i));
        }
        Trace.Facts facts = new Trace.Facts(
                message.integer("iteration"),
                message.integer("batch"),
                integers(message, "samples"),
                message.text("device", ""),
                message.number("loss"),
                Double.NaN,
                Text.EMPTY);
        Float64Array values = (Float64Array) message.object("values");
        return new Trace(
                facts,
                infos,
                steps,
                (offset, count) -> part(values, offset, offset + count).copyToJavaArray());
    }

    @JSBody(
            params = {"array", "from", "to"},
            script = "return array.subarray(from,to);")
    private static native Float64Array part(Float64Array array, int from, int to);

    private static TensorInfo tensor(JsRecord tensor) {
        return new TensorInfo(
                tensor.integer("id"),
                TextMessage.read(tensor, "name"),
                tensor.text("symbol", ""),
                tensor.text("kind"),
                integers(tensor, "shape"),
                tensor.integer("offset"),
                tensor.integer("count"),
                tensor.text("sampled", "").equals("true"),
                (int) tensor.number("of", -1),
                (int) tensor.number("gradient", -1),
                tensor.integer("group"),
                tensor.number("low"),
                tensor.number("high"),
                tensor.number("mean"),
                tensor.number("deviation"),
                tensor.number("norm"),
                tensor.integer("zeros"),
                tensor.integer("notNumbers"));
    }

    private static Step step(JsRecord step) {
        JsRecord list = step.record("parts");
        Part[] parts = new Part[list.length()];
        for (int i = 0; i < parts.length; i++) {
            JsRecord part = list.at(i);
            parts[i] = new Part(
                    part.text("name"),
                    integers(part, "inputs"),
                    integers(part, "outputs"),
                    TextMessage.read(part, "sentence"));
        }
        return new Step(
                step.integer("index"),
                Phase.of(step.text("phase")),
                step.text("name"),
                step.text("module", ""),
                (int) step.number("line", 0),
                (int) step.number("forward", -1),
                integers(step, "inputs"),
                integers(step, "outputs"),
                integers(step, "saved"),
                TextMessage.read(step, "sentence"),
                parts,
                step.number("milliseconds"));
    }

    static int[] integers(JsRecord record, String name) {
        JsRecord list = record.record(name);
        int[] numbers = new int[list.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) list.numberAt(i);
        }
        return numbers;
    }
}
