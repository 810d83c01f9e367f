package nabla.web.worker;

import java.util.List;
import nabla.trace.Explanation;
import nabla.trace.NumericCheck;
import nabla.trace.Step;
import nabla.trace.Text;
import nabla.trace.Trace;
import nabla.trace.TracedTensor;
import nabla.web.js.JsRecord;
import nabla.web.js.TextMessage;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.typedarrays.Float64Array;

/** Writes a trace, and answers about it, as the messages that the step-through's page reads. */
final class TraceMessage {
    /** Of greater tensors only a sample is sent; the page asks for the rest when somebody opens one. */
    private static final int MOST_CELLS = 65_536;

    private static final int SAMPLE_SIDE = 32;

    private TraceMessage() {}

    /** The trace with all numbers; what is known of its run besides is to be added. */
    static JsRecord of(Trace trace) {
        int total = 0;
        for (TracedTensor tensor : trace.tensors()) {
            total += sent(tensor);
        }
        double[] numbers = new double[total];
        JSArray<JsRecord> tensors = new JSArray<>();
        int offset = 0;
        for (TracedTensor tensor : trace.tensors()) {
            tensors.push(tensor(trace, tensor, numbers, offset));
            offset += sent(tensor);
        }
        JSArray<JsRecord> steps = new JSArray<>();
        for (Step step : trace.steps()) {
            steps.push(step(step).with("milliseconds", trace.milliseconds(step.index())));
        }
        return JsRecord.create()
                .with("type", "trace")
                .with("loss", trace.value(trace.loss(), 0))
                .with("tensors", tensors)
                .with("steps", steps)
                .with("values", Float64Array.copyFromJavaArray(numbers));
    }

    private static boolean isSampled(TracedTensor tensor) {
        return tensor.size() > MOST_CELLS;
    }

    private static int sent(TracedTensor tensor) {
        int columns = columns(tensor);
        return isSampled(tensor)
                ? Math.min(SAMPLE_SIDE, tensor.size() / columns) * Math.min(SAMPLE_SIDE, columns)
                : tensor.size();
    }

    private static int columns(TracedTensor tensor) {
        return tensor.shape().rank() == 0 ? 1 : tensor.shape().get(-1);
    }

    private static JsRecord tensor(Trace trace, TracedTensor tensor, double[] numbers, int offset) {
        double[] values = numbers;
        int start = offset;
        if (isSampled(tensor)) {
            values = trace.values(tensor.id());
            start = 0;
            sample(tensor, values, numbers, offset);
        } else {
            trace.copy(tensor.id(), numbers, offset);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        int zeros = 0;
        int notNumbers = 0;
        for (int i = start; i < start + tensor.size(); i++) {
            double value = values[i];
            low = Math.min(low, value);
            high = Math.max(high, value);
            sum += value;
            squares += value * value;
            zeros += value == 0 ? 1 : 0;
            notNumbers += isNumber(value) ? 0 : 1;
        }
        double mean = sum / Math.max(1, tensor.size());
        double variance = Math.max(0, squares / Math.max(1, tensor.size()) - mean * mean);
        return JsRecord.create()
                .with("id", tensor.id())
                .with("name", TextMessage.write(tensor.name()))
                .with("symbol", tensor.symbol())
                .with("kind", tensor.kind().label())
                .with("shape", integers(tensor.shape().toArray()))
                .with("offset", offset)
                .with("count", sent(tensor))
                .with("sampled", isSampled(tensor))
                .with("of", tensor.of())
                .with("gradient", trace.gradientOf(tensor.id()))
                .with("group", trace.group(tensor.id()))
                .with("low", low)
                .with("high", high)
                .with("mean", mean)
                .with("deviation", Math.sqrt(variance))
                .with("norm", Math.sqrt(squares))
                .with("zeros", zeros)
                .with("notNumbers", notNumbers);
    }

    /**
     * Whether a float32 could hold the value, or it is the −∞ that masks are made of: what is finite in the replay's
     * float64 may have been too large for the device.
     */
    private static boolean isNumber(double value) {
        return Math.abs(value) <= Float.MAX_VALUE || value == Double.NEGATIVE_INFINITY;
    }

    private static void sample(TracedTensor tensor, double[] values, double[] numbers, int offset) {
        int columns = columns(tensor);
        int rows = values.length / columns;
        int down = Math.min(SAMPLE_SIDE, rows);
        int right = Math.min(SAMPLE_SIDE, columns);
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < right; j++) {
                int row = (int) ((long) i * rows / down);
                int column = (int) ((long) j * columns / right);
                numbers[offset + i * right + j] = values[row * columns + column];
            }
        }
    }

    private static JsRecord step(Step step) {
        JSArray<JsRecord> parts = new JSArray<>();
        for (Step.Part part : step.parts()) {
            parts.push(JsRecord.create()
                    .with("name", part.name())
                    .with("inputs", integers(part.inputs()))
                    .with("outputs", integers(new int[] {part.output()}))
                    .with("sentence", TextMessage.write(part.sentence())));
        }
        return JsRecord.create()
                .with("index", step.index())
                .with("phase", step.phase().label())
                .with("name", step.name())
                .with("module", step.module())
                .with("line", step.line())
                .with("forward", step.forward())
                .with("inputs", integers(step.inputs()))
                .with("outputs", integers(step.outputs()))
                .with("saved", integers(step.saved()))
                .with("sentence", TextMessage.write(step.sentence()))
                .with("parts", parts);
    }

    static JsRecord explanation(Explanation explanation) {
        JSArray<JsRecord> lights = new JSArray<>();
        for (Explanation.Light light : explanation.lights()) {
            lights.push(JsRecord.create()
                    .with("tensor", light.tensor())
                    .with("cells", integers(light.cells()))
                    .with("role", light.role()));
        }
        JsRecord message = JsRecord.create()
                .with("type", "explanation")
                .with("formula", explanation.formula())
                .with("numbers", explanation.numbers())
                .with("result", explanation.result())
                .with("meaning", TextMessage.write(explanation.meaning()))
                .with("lights", lights);
        Explanation.Table table = explanation.table();
        if (table != null) {
            JSArray<JSArray<JSObject>> rows = new JSArray<>();
            for (List<Text> row : table.rows()) {
                rows.push(texts(row));
            }
            message.with(
                    "table",
                    JsRecord.create()
                            .with("caption", TextMessage.write(table.caption()))
                            .with("columns", texts(table.columns()))
                            .with("rows", rows));
        }
        return message;
    }

    static JsRecord check(NumericCheck.Result result) {
        JsRecord message = JsRecord.create()
                .with("type", "check")
                .with("autograd", result.autograd())
                .with("epsilon", result.epsilon());
        Text reason = result.reason();
        return reason == null
                ? message.with("numeric", result.numeric()).with("relative", result.relative())
                : message.with("reason", TextMessage.write(reason));
    }

    static JSArray<JSNumber> integers(int[] numbers) {
        JSArray<JSNumber> list = new JSArray<>();
        for (int number : numbers) {
            list.push(JSNumber.valueOf(number));
        }
        return list;
    }

    private static JSArray<JSNumber> integers(List<Integer> numbers) {
        JSArray<JSNumber> list = new JSArray<>();
        for (int number : numbers) {
            list.push(JSNumber.valueOf(number));
        }
        return list;
    }

    private static JSArray<JSObject> texts(List<Text> texts) {
        JSArray<JSObject> list = new JSArray<>();
        for (Text text : texts) {
            list.push(TextMessage.write(text));
        }
        return list;
    }
}
