package nabla.trace;

import java.util.ArrayList;
import java.util.List;
import nabla.op.Node;
import nabla.op.ReduceOp;
import nabla.op.Shape;
import nabla.trace.Explanation.Light;
import nabla.trace.Explanation.Table;
import nabla.trace.MathMl.Term;
import org.jspecify.annotations.Nullable;

/**
 * Formulas as textbooks have them, for operations that are computed in another way: losses of classes, and pooling turned
 * round. Each is evaluated, and used only if it gives the very number that was computed.
 */
final class KnownFormulas {
    private static final double CLOSE = 1e-9;

    private final Trace trace;
    private final Step step;
    private final Origin origin;

    KnownFormulas(Trace trace, Step step, Origin origin) {
        this.trace = trace;
        this.step = step;
        this.origin = origin;
    }

    @Nullable
    Explanation explain(int tensor, int cell) {
        if (!step.outputs().contains(tensor)) {
            return null;
        }
        Explanation known = step.forward() < 0
                ? switch (step.name()) {
                    case "nll_loss" -> loss();
                    case "log_softmax", "softmax" -> softmax(tensor, cell);
                    default -> null;
                }
                : switch (trace.steps().get(step.forward()).name()) {
                    case "nll_loss" -> lossTurnedRound(tensor, cell);
                    case "log_softmax" -> logSoftmaxTurnedRound(tensor, cell);
                    case "max_pool2d_with_indices" -> poolingTurnedRound(tensor, cell);
                    case "t" -> transposed(tensor, cell);
                    default -> null;
                };
        double computed = trace.value(tensor, cell);
        boolean agrees =
                known != null && Math.abs(known.result() - computed) <= CLOSE * Math.max(1, Math.abs(computed));
        return agrees ? known : null;
    }

    /** The rows and columns of what a loss of classes takes, or null if it is no table of scores with a class each. */
    private @Nullable Shape scores(Step loss) {
        if (loss.inputs().size() < 2) {
            return null;
        }
        Shape scores = trace.tensors().get(scoresOf(loss)).shape();
        Shape classes = trace.tensors().get(classesOf(loss)).shape();
        boolean fits = scores.rank() == 2 && classes.rank() == 1 && classes.get(0) == scores.get(0);
        return fits && trace.tensors().get(loss.outputs().get(0)).size() == 1 ? scores : null;
    }

    private int scoresOf(Step loss) {
        return loss.inputs().get(classesOf(loss) == loss.inputs().get(0) ? 1 : 0);
    }

    private int classesOf(Step loss) {
        for (int id : loss.inputs()) {
            if (trace.tensors().get(id).kind() == TracedTensor.Kind.TARGET) {
                return id;
            }
        }
        return loss.inputs().get(1);
    }

    private @Nullable Explanation loss() {
        Shape shape = scores(step);
        if (shape == null) {
            return null;
        }
        int scores = scoresOf(step);
        int classes = classesOf(step);
        int count = shape.get(0);
        List<Integer> cells = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        double sum = 0;
        Term numbers = null;
        for (int n = 0; n < count; n++) {
            int place = n * shape.get(1) + (int) trace.value(classes, n);
            if (place < 0 || place >= shape.size()) {
                return null;
            }
            cells.add(place);
            rows.add(n);
            sum += trace.value(scores, place);
            Term next = MathMl.number(trace.value(scores, place));
            numbers = numbers == null ? next : n < 5 ? MathMl.sum(numbers, next) : numbers;
        }
        if (numbers == null) {
            return null;
        }
        Term shown = count > 5 ? MathMl.sum(numbers, MathMl.more(count - 5)) : numbers;
        String picked = MathMl.indexed(
                MathMl.symbol("x", "value"),
                "<mi>i</mi><mo>,</mo>" + MathMl.indexed(MathMl.symbol("t", "value"), "<mi>i</mi>"));
        Term mean = MathMl.fraction(MathMl.number(1), new Term("<mi>N</mi>", MathMl.ATOM));
        Term general =
                MathMl.negative(MathMl.product(mean, MathMl.over("∑", "<mi>i</mi>", new Term(picked, MathMl.ATOM))));
        Term filled = MathMl.negative(MathMl.product(MathMl.fraction(MathMl.number(1), MathMl.number(count)), shown));
        double result = -sum / count;
        return new Explanation(
                MathMl.document(MathMl.equation(MathMl.symbol("loss", "value"), general)),
                MathMl.document(filled.text()),
                result,
                Text.of(
                        "Of each of the {0} examples only the log-probability of its right class counts; the mean of"
                                + " these, with the sign turned, is the loss.",
                        count),
                List.of(new Light(scores, cells, "term"), new Light(classes, rows, "source")),
                null);
    }

    /** Without the shift that keeps exponentials from overflowing. */
    private @Nullable Explanation softmax(int tensor, int cell) {
        Shape shape = trace.tensors().get(tensor).shape();
        if (step.inputs().size() != 1 || shape.rank() == 0) {
            return null;
        }
        int input = step.inputs().get(0);
        int columns = shape.get(-1);
        int row = cell / columns;
        double sum = 0;
        List<Integer> cells = new ArrayList<>();
        Term shown = MathMl.number(0);
        for (int k = 0; k < columns; k++) {
            int place = row * columns + k;
            cells.add(place);
            sum += Math.exp(trace.value(input, place));
            Term next = MathMl.exponential(MathMl.number(trace.value(input, place)));
            shown = k == 0 ? next : k < 5 ? MathMl.sum(shown, next) : shown;
        }
        Term all = columns > 5 ? MathMl.sum(shown, MathMl.more(columns - 5)) : shown;
        boolean isLogarithm = step.name().equals("log_softmax");
        double own = trace.value(input, cell);
        Term x = new Term(MathMl.indexed(MathMl.symbol("x", "value"), "<mi>i</mi><mo>,</mo><mi>j</mi>"), MathMl.ATOM);
        Term each =
                new Term(MathMl.indexed(MathMl.symbol("x", "value"), "<mi>i</mi><mo>,</mo><mi>k</mi>"), MathMl.ATOM);
        Term total = MathMl.over("∑", "<mi>k</mi>", MathMl.exponential(each));
        Term general = isLogarithm
                ? MathMl.difference(x, MathMl.call("ln", total.text()))
                : MathMl.fraction(MathMl.exponential(x), total);
        Term filled = isLogarithm
                ? MathMl.difference(MathMl.number(own), MathMl.call("ln", all.text()))
                : MathMl.fraction(MathMl.exponential(MathMl.number(own)), all);
        double result = isLogarithm ? own - Math.log(sum) : Math.exp(own) / sum;
        double probability = isLogarithm ? Math.exp(result) : result;
        return new Explanation(
                MathMl.document(MathMl.equation(
                        MathMl.indexed(MathMl.symbol("y", "value"), "<mi>i</mi><mo>,</mo><mi>j</mi>"), general)),
                MathMl.document(filled.text()),
                result,
                isLogarithm
                        ? Text.of("A share of {0} of the row's total, as a logarithm.", MathMl.digits(probability))
                        : Text.of("A share of {0} of the row's total.", MathMl.digits(probability)),
                List.of(new Light(input, cells, "term")),
                null);
    }

    private @Nullable Explanation lossTurnedRound(int tensor, int cell) {
        Step forward = trace.steps().get(step.forward());
        Shape shape = scores(forward);
        if (shape == null || step.inputs().size() != 1) {
            return null;
        }
        int classes = classesOf(forward);
        int row = cell / shape.get(1);
        int column = cell % shape.get(1);
        int right = (int) trace.value(classes, row);
        double arriving = trace.value(step.inputs().get(0), 0);
        double result = column == right ? -arriving / shape.get(0) : 0;
        String dy = MathMl.symbol("dy", "gradient");
        Term chosen = MathMl.negative(MathMl.fraction(new Term(dy, MathMl.ATOM), new Term("<mi>N</mi>", MathMl.ATOM)));
        Term condition = MathMl.relation(
                new Term("<mi>j</mi>", MathMl.ATOM),
                "=",
                new Term(MathMl.indexed(MathMl.symbol("t", "value"), "<mi>i</mi>"), MathMl.ATOM));
        Term filled = column == right
                ? MathMl.negative(MathMl.fraction(MathMl.number(arriving), MathMl.number(shape.get(0))))
                : MathMl.number(0);
        return new Explanation(
                MathMl.document(MathMl.equation(
                        MathMl.indexed(MathMl.symbol("dx", "gradient"), "<mi>i</mi><mo>,</mo><mi>j</mi>"),
                        MathMl.cases(condition, chosen, MathMl.number(0)))),
                MathMl.document(filled.text()),
                result,
                column == right
                        ? Text.of(
                                "Class {0} is the right one for example {1}: a greater log-probability would make"
                                        + " the loss smaller.",
                                column, row)
                        : Text.of(
                                "Class {0} is not the right one for example {1} (that is {2}): the loss does not"
                                        + " look at it.",
                                column, row, right),
                List.of(new Light(classes, List.of(row), "source")),
                null);
    }

    private @Nullable Explanation logSoftmaxTurnedRound(int tensor, int cell) {
        Step forward = trace.steps().get(step.forward());
        int output = forward.outputs().get(0);
        Shape shape = trace.tensors().get(output).shape();
        if (shape.rank() != 2 || step.inputs().size() != 1) {
            return null;
        }
        int arriving = step.inputs().get(0);
        int columns = shape.get(1);
        int row = cell / columns;
        List<Integer> cells = new ArrayList<>();
        double sum = 0;
        for (int c = 0; c < columns; c++) {
            cells.add(row * columns + c);
            sum += trace.value(arriving, row * columns + c);
        }
        double p = Math.exp(trace.value(output, cell));
        String place = "<mi>i</mi><mo>,</mo><mi>j</mi>";
        Term dy = new Term(MathMl.indexed(MathMl.symbol("dy", "gradient"), place), MathMl.ATOM);
        Term all = MathMl.over(
                "∑",
                "<mi>k</mi>",
                new Term(
                        MathMl.indexed(MathMl.symbol("dy", "gradient"), "<mi>i</mi><mo>,</mo><mi>k</mi>"),
                        MathMl.ATOM));
        Term probability = new Term(MathMl.indexed("<mi>p</mi>", place), MathMl.ATOM);
        Term general = MathMl.difference(dy, MathMl.product(probability, all));
        Term filled = MathMl.difference(
                MathMl.number(trace.value(arriving, cell)), MathMl.product(MathMl.number(p), MathMl.number(sum)));
        String definition = "<mtext>, </mtext><mi>p</mi><mo>=</mo>"
                + MathMl.exponential(new Term(MathMl.symbol("y", "value"), MathMl.ATOM))
                        .text();
        Table table = errors(output, arriving, row, columns);
        return new Explanation(
                MathMl.document(
                        MathMl.equation(MathMl.indexed(MathMl.symbol("dx", "gradient"), place), general) + definition),
                MathMl.document(filled.text()),
                trace.value(arriving, cell) - p * sum,
                table == null
                        ? Text.of("The share p of the whole row's gradient is taken off, so that a row's gradients add"
                                + " up to 0.")
                        : Text.of("Together with the loss: the probability, minus 1 for the right class, over the"
                                + " batch size."),
                List.of(new Light(arriving, cells, "term"), new Light(output, List.of(cell), "source")),
                table);
    }

    /** What the network said, what is right, and the difference: the gradient of the scores. */
    private @Nullable Table errors(int output, int arriving, int row, int columns) {
        Step loss = madeGradient(arriving);
        Shape scores = loss == null ? null : scores(loss);
        if (loss == null || scores == null) {
            return null;
        }
        int right = (int) trace.value(classesOf(loss), row);
        List<List<Text>> rows = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            double p = Math.exp(trace.value(output, row * columns + c));
            double target = c == right ? 1 : 0;
            rows.add(List.of(
                    Text.literal(String.valueOf(c)),
                    number(p),
                    number(target),
                    number(p - target),
                    number((p - target) / scores.get(0))));
        }
        return new Table(
                Text.of("Example {0}: p − onehot", row),
                List.of(
                        Text.of("class"),
                        Text.literal("p"),
                        Text.of("target"),
                        Text.of("p − target"),
                        Text.literal("÷ " + scores.get(0))),
                rows);
    }

    private static Text number(double value) {
        return Text.literal(MathMl.digits(value));
    }

    /** The loss of classes whose backward function made a gradient, or null. */
    private @Nullable Step madeGradient(int gradient) {
        for (Step each : trace.steps()) {
            if (each.phase() == Phase.BACKWARD
                    && each.forward() >= 0
                    && each.outputs().contains(gradient)) {
                Step forward = trace.steps().get(each.forward());
                return forward.name().equals("nll_loss") ? forward : null;
            }
        }
        return null;
    }

    private @Nullable Explanation poolingTurnedRound(int tensor, int cell) {
        Step forward = trace.steps().get(step.forward());
        Node reduce = reduction();
        if (reduce == null || step.inputs().size() != 1 || forward.inputs().size() != 1) {
            return null;
        }
        int input = forward.inputs().get(0);
        int arriving = step.inputs().get(0);
        List<Integer> won = new PoolWindows(trace, reduce).wonBy(input, cell);
        double sum = 0;
        Term filled = MathMl.number(0);
        for (int i = 0; i < won.size(); i++) {
            double part = trace.value(arriving, won.get(i));
            sum += part;
            filled = i == 0 ? MathMl.number(part) : MathMl.sum(filled, MathMl.number(part));
        }
        String place = "<mi>n</mi><mo>,</mo><mi>c</mi><mo>,</mo><mi>i</mi><mo>,</mo><mi>j</mi>";
        Term general = MathMl.over(
                "∑", MathMl.words("windows won").text(), new Term(MathMl.symbol("dy", "gradient"), MathMl.ATOM));
        Text words = switch (won.size()) {
            case 0 ->
                Text.of("This number was not the greatest of its window: it did not count, and gets no" + " gradient.");
            case 1 -> Text.of("This number won its window: it gets the gradient of what it became.");
            default -> Text.of("This number won {0} windows: it gets the gradient of what it became.", won.size());
        };
        List<Light> lights = new ArrayList<>();
        lights.add(new Light(input, List.of(cell), won.isEmpty() ? "source" : "winner"));
        if (!won.isEmpty()) {
            lights.add(new Light(arriving, won, "term"));
        }
        return new Explanation(
                MathMl.document(MathMl.equation(MathMl.indexed(MathMl.symbol("dx", "gradient"), place), general)),
                MathMl.document(filled.text()),
                sum,
                words,
                lights,
                null);
    }

    /** The gradient of a transposed matrix, transposed. */
    private @Nullable Explanation transposed(int tensor, int cell) {
        Shape shape = trace.tensors().get(tensor).shape();
        if (shape.rank() != 2 || step.inputs().size() != 1) {
            return null;
        }
        int arriving = step.inputs().get(0);
        int place = cell % shape.get(1) * shape.get(0) + cell / shape.get(1);
        double value = trace.value(arriving, place);
        String own = MathMl.indexed(MathMl.symbol("dW", "gradient"), "<mi>i</mi><mo>,</mo><mi>j</mi>");
        String other = MathMl.indexed(MathMl.symbol("dWᵀ", "gradient"), "<mi>j</mi><mo>,</mo><mi>i</mi>");
        return new Explanation(
                MathMl.document(MathMl.equation(own, new Term(other, MathMl.ATOM))),
                MathMl.document(MathMl.number(value).text()),
                value,
                Text.of("The same number at another place: rows and columns are exchanged back."),
                List.of(new Light(arriving, List.of(place), "source")),
                null);
    }

    private @Nullable Node reduction() {
        Group group = origin.group();
        if (group != null) {
            for (int node : group.nodes) {
                Node copy = trace.snapshot.copy(node);
                if (copy.op() instanceof ReduceOp op && op.kind() == ReduceOp.Kind.FIRST_MAXIMUM) {
                    return copy;
                }
            }
        }
        return null;
    }
}
