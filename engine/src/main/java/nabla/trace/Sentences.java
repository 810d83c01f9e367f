package nabla.trace;

import java.util.List;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.Shape;
import nabla.trace.Explanation.Light;

/** Says in words what a step does: for those who listen, and for those who look. */
final class Sentences {
    private final Trace trace;

    Sentences(Trace trace) {
        this.trace = trace;
    }

    /** What an operation inside another one does. */
    static String ofPart(Node node) {
        return node.op() instanceof MapOp map && !map.lesson().isEmpty()
                ? map.lesson()
                : node.op().name();
    }

    String of(Step step) {
        return switch (step.phase()) {
            case FORWARD, LOSS -> where(step) + forward(step);
            case BACKWARD -> step.name().equals("AccumulateGrad") ? collected(step) : where(step) + backward(step);
            case STEP -> update(step);
            case ZERO_GRAD -> "";
        };
    }

    private static String where(Step step) {
        String words = step.name().endsWith("Backward0") ? step.name() : operation(step.name());
        return (step.module().isEmpty() ? "" : step.module() + ", ") + words + ": ";
    }

    private static String operation(String name) {
        return switch (name) {
            case "addmm" -> "linear";
            case "t" -> "transpose";
            case "relu" -> "ReLU";
            case "max_pool2d_with_indices" -> "max pooling";
            case "nll_loss" -> "negative log-likelihood";
            case "mse_loss" -> "mean squared error";
            case "log_softmax" -> "log-softmax";
            case "view", "reshape_alias" -> "reshape";
            default -> name.replace('_', ' ');
        };
    }

    private String shapes(Step step) {
        int first = -1;
        for (int id : step.inputs()) {
            TracedTensor.Kind kind = trace.tensors().get(id).kind();
            boolean counts = kind == TracedTensor.Kind.VALUE || kind == TracedTensor.Kind.INPUT;
            first = first < 0 && counts && !trace.tensors().get(id).name().endsWith(".t") ? id : first;
        }
        int last = step.outputs().isEmpty() ? -1 : step.outputs().get(0);
        return first < 0 || last < 0 ? "" : shape(first) + " becomes " + shape(last) + ".";
    }

    private Shape shape(int id) {
        return trace.tensors().get(id).shape();
    }

    private String forward(Step step) {
        int output = step.outputs().isEmpty() ? -1 : step.outputs().get(0);
        return switch (step.name()) {
            case "addmm" ->
                "each of the " + shape(output).get(-1) + " outputs is a weighted sum of all inputs, and a bias. "
                        + shapes(step);
            case "t" -> "the weight's rows become columns, so that the product fits. Nothing is computed.";
            case "relu" -> "keeps positive numbers and makes all others 0; " + share(output) + " stay.";
            case "convolution" ->
                "slides " + shape(output).get(1)
                        + " small windows over each picture and writes down how well they fit. " + shapes(step);
            case "max_pool2d_with_indices" -> "of each little window only the greatest number goes on. " + shapes(step);
            case "log_softmax" ->
                "turns scores into logarithms of probabilities: e to the power of a row's numbers adds up to 1.";
            case "nll_loss" ->
                "the loss is the mean of minus the log-probability of the right class: "
                        + MathMl.digits(trace.value(output, 0)) + ".";
            case "mse_loss" ->
                "the loss is the mean of the squared differences: " + MathMl.digits(trace.value(output, 0)) + ".";
            case "view", "reshape_alias", "unflatten", "squeeze", "unsqueeze" ->
                "the same numbers in another shape. " + shapes(step);
            default -> general(step) + shapes(step);
        };
    }

    private String general(Step step) {
        Origin origin = trace.origin(step.index());
        if (origin.group() != null && origin.group().nodes.size() == 1) {
            Node node = trace.snapshot.copy(origin.group().last());
            if (node.op() instanceof MapOp map && !map.lesson().isEmpty()) {
                return map.lesson() + " ";
            }
        }
        return "";
    }

    /** How many of a tensor's numbers are not 0. */
    private String share(int id) {
        double[] values = trace.values(id);
        int count = 0;
        for (double value : values) {
            count += value != 0 ? 1 : 0;
        }
        return count + " of " + values.length;
    }

    private String backward(Step step) {
        String forward =
                step.forward() < 0 ? "" : trace.steps().get(step.forward()).name();
        return switch (forward) {
            case "addmm" ->
                "the gradient goes to the bias (summed over the batch), through the weight to the input, and, times the"
                        + " input, to the weight.";
            case "t" -> "the weight's gradient is turned back to the weight's shape.";
            case "relu" -> "gradient passes where the input was positive; " + passes(step) + " pass.";
            case "convolution" ->
                "each number of a kernel collects from all places that it touched; each pixel from all windows that saw it.";
            case "max_pool2d_with_indices" -> "the gradient goes to the winner of each window, all others get 0.";
            case "log_softmax" -> "each score gets its probability, minus 1 for the right class, over the batch size.";
            case "nll_loss" -> "only the right class's log-probability gets a gradient: minus 1 over the batch size.";
            case "mse_loss" -> "each prediction gets twice its error, divided by the number of predictions.";
            case "view", "reshape_alias", "unflatten", "squeeze", "unsqueeze" ->
                "the same gradient in the input's shape.";
            default -> "passes the gradient on to " + names(step) + ".";
        };
    }

    private String passes(Step step) {
        double[] output =
                trace.values(trace.steps().get(step.forward()).outputs().get(0));
        int count = 0;
        for (double value : output) {
            count += value > 0 ? 1 : 0;
        }
        return count + " of " + output.length;
    }

    private String names(Step step) {
        StringBuilder names = new StringBuilder();
        for (int id : step.outputs()) {
            int of = trace.tensors().get(id).of();
            names.append(names.length() == 0 ? "" : " and ")
                    .append(of < 0 ? "its input" : trace.tensors().get(of).name());
        }
        return names.length() == 0 ? "nobody" : names.toString();
    }

    private String collected(Step step) {
        TracedTensor gradient = trace.tensors().get(step.outputs().get(0));
        String name = gradient.of() < 0
                ? "a parameter"
                : trace.tensors().get(gradient.of()).name();
        return "AccumulateGrad: " + name
                + (step.inputs().size() > 1
                        ? ".grad already held a gradient; this one is added to it."
                        : ".grad now holds this gradient, " + gradient.shape() + ".");
    }

    private String update(Step step) {
        TracedTensor parameter = trace.tensors().get(step.inputs().get(0));
        int after = step.outputs().get(0);
        double most = 0;
        double[] old = trace.values(parameter.id());
        double[] fresh = trace.values(after);
        for (int i = 0; i < old.length; i++) {
            most = Math.max(most, Math.abs(fresh[i] - old[i]));
        }
        return step.name() + ": " + parameter.name() + " moves against its gradient, by at most " + MathMl.digits(most)
                + ".";
    }

    /** What a single number of a step is made of. */
    String ofCell(Step step, int tensor, int cell, List<Light> lights) {
        TracedTensor asked = trace.tensors().get(tensor);
        StringBuilder text = new StringBuilder(asked.name())
                .append(asked.shape().rank() == 0 ? "" : " at " + Explainer.place(asked, cell))
                .append(" is ")
                .append(MathMl.digits(trace.value(tensor, cell)));
        String separator = ", made of ";
        for (Light light : lights) {
            TracedTensor source = trace.tensors().get(light.tensor());
            if (light.role().equals("winner")) {
                text.append(", of which ")
                        .append(Explainer.place(source, light.cells().get(0)))
                        .append(" won");
            } else {
                int count = light.cells().size();
                text.append(separator)
                        .append(count == 1 ? "one number of " : count + " numbers of ")
                        .append(source.name());
                separator = " and ";
            }
        }
        return text.append(".").toString();
    }
}
