package nabla.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.compile.Index;
import nabla.op.Recording.ParameterUpdate;
import nabla.trace.Explanation.Light;
import nabla.trace.Explanation.Table;
import nabla.trace.MathMl.Term;

/** Explains what an optimizer does to one number of a parameter. */
final class UpdateExplainer {
    private final Trace trace;
    private final Step step;
    private final ParameterUpdate update;

    UpdateExplainer(Trace trace, Step step, ParameterUpdate update) {
        this.trace = trace;
        this.step = step;
        this.update = update;
    }

    Explanation explain(int tensor, int cell) {
        TracedTensor asked = trace.tensors().get(tensor);
        Map<Integer, Composer.Named> named = new HashMap<>();
        Map<Integer, Integer> places = new LinkedHashMap<>();
        List<Integer> all = new ArrayList<>(step.inputs());
        all.addAll(step.outputs());
        name(
                named,
                places,
                trace.snapshot.number(update.before()),
                "w",
                "parameter",
                step.inputs().get(0));
        name(
                named,
                places,
                trace.snapshot.number(update.gradient()),
                "g",
                "gradient",
                step.inputs().get(1));
        for (int id : all) {
            TracedTensor each = trace.tensors().get(id);
            if (each.kind() == TracedTensor.Kind.STATE) {
                name(named, places, each.node(), each.symbol(), "saved", id);
            }
        }
        named.remove(asked.node());
        Composer composer = new Composer(trace.snapshot, trace.evaluation.values(), named, false);
        List<Index> any = composer.anyElement(asked.node());
        int[] element = composer.element(asked.node(), update.start() + cell);
        Term general = composer.made(asked.node(), any, null);
        Term filled = composer.made(asked.node(), any, element);
        List<Light> lights = new ArrayList<>();
        composer.parts(element)
                .forEach(
                        (node, cells) -> lights.add(new Light(places.getOrDefault(node, -1), List.of(cell), "source")));
        return new Explanation(
                MathMl.document(MathMl.equation(MathMl.symbol(asked.symbol(), Explainer.role(asked.kind())), general)),
                MathMl.document(filled.text()),
                trace.value(tensor, cell),
                moves(cell),
                lights,
                table(cell));
    }

    private Text moves(int cell) {
        double before = trace.value(step.inputs().get(0), cell);
        double after = trace.value(step.outputs().get(0), cell);
        double gradient = trace.value(step.inputs().get(1), cell);
        Text name = trace.tensors().get(step.inputs().get(0)).name();
        if (before == after) {
            return Text.of("{0} stays {1}.", name, MathMl.digits(before));
        }
        boolean isAgainst = gradient != 0 && after < before == gradient > 0;
        return isAgainst
                ? Text.of(
                        "{0} goes from {1} to {2}: against its gradient.",
                        name, MathMl.digits(before), MathMl.digits(after))
                : Text.of(
                        "{0} goes from {1} to {2}: earlier gradients still carry it.",
                        name, MathMl.digits(before), MathMl.digits(after));
    }

    private static void name(
            Map<Integer, Composer.Named> named,
            Map<Integer, Integer> places,
            int node,
            String symbol,
            String role,
            int tensor) {
        named.put(node, new Composer.Named(symbol, role));
        places.put(node, tensor);
    }

    private Table table(int cell) {
        List<List<Text>> rows = new ArrayList<>();
        double before = trace.value(step.inputs().get(0), cell);
        double after = trace.value(step.outputs().get(0), cell);
        row(rows, "w", Text.of("the weight"), before);
        row(rows, "g", Text.of("its gradient"), trace.value(step.inputs().get(1), cell));
        Object rate = update.options().get("lr");
        if (rate instanceof Double lr) {
            row(rows, "lr", Text.of("the learning rate"), lr);
        }
        for (int id : step.outputs()) {
            TracedTensor state = trace.tensors().get(id);
            if (state.kind() == TracedTensor.Kind.STATE) {
                row(rows, state.symbol(), meaning(state.symbol()), trace.value(id, cell));
            }
        }
        if (update.options().get("betas") instanceof List<?> betas) {
            double m = state("m′", cell) / (1 - Math.pow((Double) betas.get(0), update.steps()));
            double v = state("v′", cell) / (1 - Math.pow((Double) betas.get(1), update.steps()));
            row(rows, "m̂", Text.literal("m′ / (1 − β₁ᵗ), t = " + update.steps()), m);
            row(rows, "v̂", Text.literal("v′ / (1 − β₂ᵗ)"), v);
            if (update.options().get("eps") instanceof Double eps) {
                row(rows, "m̂ / (√v̂ + ε)", Text.of("the direction"), m / (Math.sqrt(v) + eps));
            }
        }
        row(rows, "Δw", Text.of("the step"), after - before);
        row(rows, "w′", Text.of("the weight afterwards"), after);
        return new Table(
                Text.of("The step of one weight"), List.of(Text.EMPTY, Text.of("what it is"), Text.of("value")), rows);
    }

    private double state(String symbol, int cell) {
        for (int id : step.outputs()) {
            if (trace.tensors().get(id).symbol().equals(symbol)) {
                return trace.value(id, cell);
            }
        }
        return Double.NaN;
    }

    private static Text meaning(String symbol) {
        return switch (symbol) {
            case "m′" -> Text.of("running mean of the gradients");
            case "v′" -> Text.of("running mean of their squares");
            case "b′" -> Text.of("momentum: where it was going already");
            default -> Text.of("what the optimizer remembers");
        };
    }

    private static void row(List<List<Text>> rows, String symbol, Text meaning, double value) {
        rows.add(List.of(Text.literal(symbol), meaning, Text.literal(MathMl.digits(value))));
    }
}
