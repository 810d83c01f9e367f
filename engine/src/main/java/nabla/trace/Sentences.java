package nabla.trace;

import java.util.List;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.Shape;
import nabla.trace.Explanation.Light;
import org.jspecify.annotations.Nullable;

/** Says in words what a step does: for those who listen, and for those who look. */
final class Sentences {
    private final Trace trace;

    Sentences(Trace trace) {
        this.trace = trace;
    }

    /** What an operation inside another one does. */
    static Text ofPart(Node node) {
        Text lesson = lesson(node);
        return lesson == null ? Text.literal(node.op().name()) : lesson;
    }

    private static @Nullable Text lesson(Node node) {
        return node.op() instanceof MapOp map && !map.lesson().isEmpty() ? Text.of(map.lesson()) : null;
    }

    Text of(Step step) {
        return switch (step.phase()) {
            case FORWARD, LOSS -> at(step, forward(step));
            case BACKWARD -> step.name().equals("AccumulateGrad") ? collected(step) : at(step, backward(step));
            case STEP -> update(step);
            case ZERO_GRAD -> Text.EMPTY;
        };
    }

    /** What happens, after the names of the module and the operation. */
    private static Text at(Step step, Text happens) {
        Text name = step.name().endsWith("Backward0") ? Text.literal(step.name()) : operation(step.name());
        return step.module().isEmpty()
                ? Text.of("{0}: {1}", name, happens)
                : Text.of("{0}, {1}: {2}", step.module(), name, happens);
    }

    private static Text operation(String name) {
        return switch (name) {
            case "addmm" -> Text.of("linear");
            case "t" -> Text.of("transpose");
            case "relu" -> Text.literal("ReLU");
            case "convolution" -> Text.of("convolution");
            case "max_pool2d_with_indices" -> Text.of("max pooling");
            case "nll_loss" -> Text.of("negative log-likelihood");
            case "mse_loss" -> Text.of("mean squared error");
            case "log_softmax" -> Text.literal("log-softmax");
            case "view", "reshape_alias" -> Text.of("reshape");
            default -> Text.literal(name.replace('_', ' '));
        };
    }

    /** A sentence, and what becomes of the shape where that can be told. */
    private Text withShapes(Step step, @Nullable Text happens) {
        int first = -1;
        for (int id : step.inputs()) {
            TracedTensor.Kind kind = trace.tensors().get(id).kind();
            boolean counts = kind == TracedTensor.Kind.VALUE || kind == TracedTensor.Kind.INPUT;
            boolean isTurned = trace.tensors().get(id).name().toString().endsWith(".t");
            first = first < 0 && counts && !isTurned ? id : first;
        }
        int last = step.outputs().isEmpty() ? -1 : step.outputs().get(0);
        if (first < 0 || last < 0) {
            return happens == null ? Text.EMPTY : happens;
        }
        Text shapes = Text.of("{0} becomes {1}.", shape(first), shape(last));
        return happens == null ? shapes : Text.of("{0} {1}", happens, shapes);
    }

    private Shape shape(int id) {
        return trace.tensors().get(id).shape();
    }

    private Text forward(Step step) {
        int output = step.outputs().isEmpty() ? -1 : step.outputs().get(0);
        return switch (step.name()) {
            case "addmm" ->
                withShapes(
                        step,
                        Text.of(
                                "each of the {0} outputs is a weighted sum of all inputs, and a bias.",
                                shape(output).get(-1)));
            case "t" -> Text.of("the weight's rows become columns, so that the product fits. Nothing is computed.");
            case "relu" -> {
                double[] values = trace.values(output);
                int count = 0;
                for (double value : values) {
                    count += value != 0 ? 1 : 0;
                }
                yield Text.of("keeps positive numbers and makes all others 0; {0} of {1} stay.", count, values.length);
            }
            case "convolution" ->
                withShapes(
                        step,
                        Text.of(
                                "slides {0} small windows over each picture and writes down how well they fit.",
                                shape(output).get(1)));
            case "max_pool2d_with_indices" ->
                withShapes(step, Text.of("of each little window only the greatest number goes on."));
            case "log_softmax" ->
                Text.of("turns scores into logarithms of probabilities: e to the power of a row's numbers adds up to"
                        + " 1.");
            case "nll_loss" ->
                Text.of(
                        "the loss is the mean of minus the log-probability of the right class: {0}.",
                        MathMl.digits(trace.value(output, 0)));
            case "mse_loss" ->
                Text.of("the loss is the mean of the squared differences: {0}.", MathMl.digits(trace.value(output, 0)));
            case "view", "reshape_alias", "unflatten", "squeeze", "unsqueeze" ->
                withShapes(step, Text.of("the same numbers in another shape."));
            case "mm", "bmm", "matmul" ->
                withShapes(
                        step,
                        Text.of("each row of the first is multiplied with each column of the second and added up."));
            case "softmax" ->
                withShapes(step, Text.of("turns each row's numbers into shares: all positive, with sum 1."));
            case "transpose" -> withShapes(step, Text.of("two axes change places. Nothing is computed."));
            case "slice", "select" -> withShapes(step, Text.of("takes a part of the numbers and leaves the rest."));
            default -> withShapes(step, general(step));
        };
    }

    private @Nullable Text general(Step step) {
        Group group = trace.origin(step.index()).group();
        return group != null && group.nodes.size() == 1 ? lesson(trace.snapshot.copy(group.last())) : null;
    }

    private Text backward(Step step) {
        String forward =
                step.forward() < 0 ? "" : trace.steps().get(step.forward()).name();
        return switch (forward) {
            case "addmm" ->
                Text.of("the gradient goes to the bias (summed over the batch), through the weight to the input,"
                        + " and, times the input, to the weight.");
            case "t" -> Text.of("the weight's gradient is turned back to the weight's shape.");
            case "relu" -> {
                double[] output =
                        trace.values(trace.steps().get(step.forward()).outputs().get(0));
                int count = 0;
                for (double value : output) {
                    count += value <= 0 ? 0 : 1;
                }
                yield Text.of("gradient passes where the input was positive; {0} of {1} pass.", count, output.length);
            }
            case "convolution" ->
                Text.of("each number of a kernel collects from all places that it touched; each pixel from all"
                        + " windows that saw it.");
            case "max_pool2d_with_indices" ->
                Text.of("the gradient goes to the winner of each window, all others get 0.");
            case "log_softmax" ->
                Text.of("each score gets its probability, minus 1 for the right class, over the batch size.");
            case "nll_loss" ->
                Text.of("only the right class's log-probability gets a gradient: minus 1 over the batch size.");
            case "mse_loss" -> Text.of("each prediction gets twice its error, divided by the number of predictions.");
            case "view", "reshape_alias", "unflatten", "squeeze", "unsqueeze" ->
                Text.of("the same gradient in the input's shape.");
            case "mm", "bmm", "matmul" ->
                Text.of("the gradient goes to both factors, to each multiplied with the other one.");
            case "softmax" ->
                Text.of("each number gets its share times how far its gradient lies above the row's weighted mean.");
            case "transpose" -> Text.of("the gradient's two axes change places again.");
            case "slice", "select" -> Text.of("the gradient goes to the part that was taken; the rest gets 0.");
            default -> Text.of("passes the gradient on to {0}.", names(step));
        };
    }

    private Text names(Step step) {
        Text names = null;
        for (int id : step.outputs()) {
            int of = trace.tensors().get(id).of();
            Text name = of < 0 ? Text.of("its input") : trace.tensors().get(of).name();
            names = names == null ? name : Text.of("{0} and {1}", names, name);
        }
        return names == null ? Text.of("nobody") : names;
    }

    private Text collected(Step step) {
        TracedTensor gradient = trace.tensors().get(step.outputs().get(0));
        Text name = gradient.of() < 0
                ? Text.of("a parameter")
                : trace.tensors().get(gradient.of()).name();
        return step.inputs().size() > 1
                ? Text.of("AccumulateGrad: {0}.grad already held a gradient; this one is added to it.", name)
                : Text.of("AccumulateGrad: {0}.grad now holds this gradient, {1}.", name, gradient.shape());
    }

    private Text update(Step step) {
        TracedTensor parameter = trace.tensors().get(step.inputs().get(0));
        int after = step.outputs().get(0);
        double most = 0;
        double[] old = trace.values(parameter.id());
        double[] fresh = trace.values(after);
        for (int i = 0; i < old.length; i++) {
            most = Math.max(most, Math.abs(fresh[i] - old[i]));
        }
        return Text.of(
                "{0}: {1} moves against its gradient, by at most {2}.",
                step.name(), parameter.name(), MathMl.digits(most));
    }

    /** What a single number of a step is made of. */
    Text ofCell(int tensor, int cell, List<Light> lights) {
        TracedTensor asked = trace.tensors().get(tensor);
        Text number = asked.shape().rank() == 0
                ? asked.name()
                : Text.of("{0} at {1}", asked.name(), Explainer.place(asked, cell));
        String digits = MathMl.digits(trace.value(tensor, cell));
        Text parts = null;
        for (Light light : lights) {
            TracedTensor source = trace.tensors().get(light.tensor());
            if (parts != null && light.role().equals("winner")) {
                parts = Text.of(
                        "{0}, of which {1} won",
                        parts, Explainer.place(source, light.cells().get(0)));
            } else {
                int count = light.cells().size();
                Text part = count == 1
                        ? Text.of("one number of {0}", source.name())
                        : Text.of("{0} numbers of {1}", count, source.name());
                parts = parts == null ? part : Text.of("{0} and {1}", parts, part);
            }
        }
        return parts == null
                ? Text.of("{0} is {1}.", number, digits)
                : Text.of("{0} is {1}, made of {2}.", number, digits, parts);
    }
}
