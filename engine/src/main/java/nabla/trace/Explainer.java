package nabla.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.compile.Index;
import nabla.op.Node;
import nabla.op.ReduceOp;
import nabla.trace.Explanation.Light;
import nabla.trace.MathMl.Term;
import nabla.trace.TracedTensor.Kind;
import org.jspecify.annotations.Nullable;

/** Explains one number of one step, from the operations' own definitions. */
final class Explainer {
    /** A longer formula explains nothing: then the values inside the operation are named, too. */
    private static final int LONGEST = 2600;

    private static final String[] SEVERAL = {"a", "b", "c", "d", "e", "f"};

    private final Trace trace;
    private final Step step;
    private final Origin origin;

    Explainer(Trace trace, Step step, Origin origin) {
        this.trace = trace;
        this.step = step;
        this.origin = origin;
    }

    Explanation explain(int tensor, int cell) {
        boolean isOutput = step.outputs().contains(tensor);
        boolean isPart = false;
        for (Step.Part part : step.parts()) {
            isPart |= part.output() == tensor;
        }
        if (!isOutput && !isPart) {
            return given(tensor, cell);
        }
        if (origin.update() != null) {
            return new UpdateExplainer(trace, step, origin.update()).explain(tensor, cell);
        }
        if (step.name().equals("AccumulateGrad")) {
            return accumulated(tensor, cell);
        }
        Explanation known = new KnownFormulas(trace, step, origin).explain(tensor, cell);
        if (known != null) {
            return known;
        }
        Explanation whole = composed(tensor, cell, !isOutput);
        return whole.formula().length() + whole.numbers().length() <= LONGEST || isPart
                ? whole
                : composed(tensor, cell, true);
    }

    /** A number that the step takes as it is. */
    private Explanation given(int tensor, int cell) {
        TracedTensor asked = trace.tensors().get(tensor);
        double value = trace.value(tensor, cell);
        String symbol = MathMl.symbol(asked.symbol(), role(asked.kind()));
        return new Explanation(
                MathMl.document(MathMl.indexed(symbol, letters(asked.shape().rank()))),
                MathMl.document(MathMl.number(value).text()),
                value,
                asked.shape().rank() == 0
                        ? Text.of("{0} is {1}. {2} takes it as it is.", asked.name(), MathMl.digits(value), step.name())
                        : Text.of(
                                "{0} at {1} is {2}. {3} takes it as it is.",
                                asked.name(), place(asked, cell), MathMl.digits(value), step.name()),
                List.of(),
                null);
    }

    private static String letters(int rank) {
        String[] names = {"i", "j", "k", "l", "m", "n"};
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < rank; axis++) {
            text.append(axis == 0 ? "" : "<mo>,</mo>").append(MathMl.letter(names[axis]));
        }
        return text.toString();
    }

    /** Such as [3, 5]; empty brackets of a scalar are left out. */
    static String place(TracedTensor tensor, int cell) {
        int[] strides = tensor.shape().strides();
        StringBuilder text = new StringBuilder("[");
        int rest = cell;
        for (int axis = 0; axis < strides.length; axis++) {
            text.append(axis == 0 ? "" : ", ").append(rest / strides[axis]);
            rest %= strides[axis];
        }
        return text.append("]").toString();
    }

    private Explanation accumulated(int tensor, int cell) {
        TracedTensor result = trace.tensors().get(tensor);
        int arrived = step.inputs().get(0);
        boolean adds = step.inputs().size() > 1;
        TracedTensor gradient = trace.tensors().get(arrived);
        String of = MathMl.indexed(
                MathMl.symbol(gradient.symbol(), "gradient"),
                letters(result.shape().rank()));
        String kept = MathMl.symbol("grad", "gradient");
        Term sum =
                adds ? MathMl.sum(new Term(kept, MathMl.ATOM), new Term(of, MathMl.ATOM)) : new Term(of, MathMl.ATOM);
        Term numbers = MathMl.number(trace.value(arrived, cell));
        List<Light> lights = new ArrayList<>();
        lights.add(new Light(arrived, List.of(cell), "source"));
        Text words = Text.of("The parameter had no gradient; now it has this one.");
        if (adds) {
            int before = step.inputs().get(1);
            numbers = MathMl.sum(MathMl.number(trace.value(before, cell)), numbers);
            lights.add(new Light(before, List.of(cell), "source"));
            words = Text.of(
                    "There was a gradient already, {0}: the new one is added to it, as nobody called zeroGrad().",
                    MathMl.digits(trace.value(before, cell)));
        }
        return new Explanation(
                MathMl.document(MathMl.equation(kept, sum)),
                MathMl.document(numbers.text()),
                trace.value(tensor, cell),
                words,
                lights,
                null);
    }

    /** A formula made of the operation's own. */
    private Explanation composed(int tensor, int cell, boolean namesParts) {
        TracedTensor asked = trace.tensors().get(tensor);
        Map<Integer, Composer.Named> named = names(namesParts);
        Composer.Named own = named.remove(asked.node());
        Composer composer = new Composer(trace.snapshot, trace.evaluation.values(), named, true);
        List<Index> anyElement = composer.anyElement(asked.node());
        int[] element = composer.element(asked.node(), cell);
        Term general = composer.made(asked.node(), anyElement, null);
        Term filled = composer.made(asked.node(), anyElement, element);
        String symbol = MathMl.symbol(own == null ? asked.symbol() : own.symbol(), role(asked.kind()));
        List<Light> lights = lights(composer.parts(element), tensor, cell);
        return new Explanation(
                MathMl.document(MathMl.equation(MathMl.indexed(symbol, indices(anyElement)), general)),
                MathMl.document(filled.text()),
                trace.value(tensor, cell),
                new Sentences(trace).ofCell(tensor, cell, lights),
                lights,
                null);
    }

    private String indices(List<Index> at) {
        String[] names = at.size() > 3 ? new String[] {"n", "c", "i", "j", "k", "l"} : new String[] {"i", "j", "k"};
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < at.size(); axis++) {
            String letter = at.get(axis).isConstant() ? "<mn>0</mn>" : MathMl.letter(names[axis]);
            text.append(axis == 0 ? "" : "<mo>,</mo>").append(letter);
        }
        return text.toString();
    }

    /** What the step's formulas call their tensors, by node. */
    Map<Integer, Composer.Named> names(boolean namesParts) {
        Map<Integer, Composer.Named> named = new HashMap<>();
        if (namesParts) {
            for (Step.Part part : step.parts()) {
                TracedTensor tensor = trace.tensors().get(part.output());
                named.put(tensor.node(), new Composer.Named(part.name(), "saved"));
            }
        }
        Step forward = step.forward() < 0 ? step : trace.steps().get(step.forward());
        Map<Integer, String> symbols = symbols(forward);
        symbols.forEach((id, symbol) -> {
            TracedTensor tensor = trace.tensors().get(id);
            named.put(tensor.node(), new Composer.Named(symbol, role(tensor.kind())));
        });
        if (origin.function() != null) {
            for (int node : origin.function().saved()) {
                nameSaved(node, named);
            }
        }
        List<Integer> gradients = new ArrayList<>(step.inputs());
        gradients.addAll(step.outputs());
        for (int id : gradients) {
            TracedTensor tensor = trace.tensors().get(id);
            if (tensor.kind() == Kind.GRADIENT) {
                String symbol = "d" + symbols.getOrDefault(tensor.of(), tensor.symbol());
                named.putIfAbsent(tensor.node(), new Composer.Named(symbol, "gradient"));
            }
        }
        if (origin.function() != null) {
            nameEarlierSums(named);
        }
        return named;
    }

    /** What the forward pass left for this one, under the parameter's letter or the name of what made it. */
    private void nameSaved(int node, Map<Integer, Composer.Named> named) {
        int id = idOf(node);
        if (id >= 0) {
            TracedTensor tensor = trace.tensors().get(id);
            boolean isParameter = tensor.kind() == Kind.PARAMETER;
            String symbol = isParameter ? tensor.symbol() : tensor.name().toString();
            named.putIfAbsent(node, new Composer.Named(symbol, isParameter ? "parameter" : "saved"));
        }
    }

    /** What other functions brought to the same value before this one. */
    private void nameEarlierSums(Map<Integer, Composer.Named> named) {
        for (TracedTensor tensor : trace.tensors()) {
            boolean isElsewhere = tensor.kind() == Kind.GRADIENT
                    && !step.outputs().contains(tensor.id())
                    && !step.inputs().contains(tensor.id());
            if (isElsewhere && !named.containsKey(tensor.node())) {
                named.put(tensor.node(), new Composer.Named(tensor.symbol(), "gradient"));
            }
        }
    }

    private Map<Integer, String> symbols(Step forward) {
        Map<Integer, String> symbols = new HashMap<>();
        List<Integer> values = new ArrayList<>();
        for (int id : forward.inputs()) {
            Kind kind = trace.tensors().get(id).kind();
            if (kind == Kind.PARAMETER || kind == Kind.TARGET) {
                symbols.put(id, trace.tensors().get(id).symbol());
            } else if (isTurnedWeight(id)) {
                symbols.put(id, "Wᵀ");
            } else {
                values.add(id);
            }
        }
        for (int i = 0; i < values.size(); i++) {
            symbols.put(values.get(i), values.size() == 1 ? "x" : SEVERAL[Math.min(i, SEVERAL.length - 1)]);
        }
        for (int id : forward.outputs()) {
            symbols.put(id, "y");
        }
        return symbols;
    }

    /** Whether the tensor is a transposed parameter, as {@code linear} makes one. */
    private boolean isTurnedWeight(int id) {
        Node copy = trace.snapshot.copy(trace.tensors().get(id).node());
        return copy.op().name().equals("permute")
                && trace.snapshot.original(copy.input(0).ordinal).accumulateGrad() != null;
    }

    static String role(Kind kind) {
        return switch (kind) {
            case PARAMETER, UPDATE -> "parameter";
            case GRADIENT -> "gradient";
            case STATE -> "saved";
            default -> "value";
        };
    }

    private List<Light> lights(Map<Integer, List<Integer>> parts, int tensor, int cell) {
        List<Light> lights = new ArrayList<>();
        boolean chooses = chooses(trace.tensors().get(tensor).node());
        double result = trace.value(tensor, cell);
        parts.forEach((node, cells) -> {
            int id = idOf(node);
            if (id >= 0 && !cells.isEmpty()) {
                int winner = -1;
                for (int each : cells) {
                    winner = chooses && winner < 0 && trace.value(id, each) == result ? each : winner;
                }
                lights.add(new Light(id, cells, "term"));
                if (winner >= 0) {
                    lights.add(new Light(id, List.of(winner), "winner"));
                }
            }
        });
        return lights;
    }

    private boolean chooses(int node) {
        Node copy = trace.snapshot.copy(node);
        return copy.op() instanceof ReduceOp reduce && reduce.kind() == ReduceOp.Kind.FIRST_MAXIMUM;
    }

    private int idOf(int node) {
        @Nullable Integer found = null;
        for (TracedTensor tensor : trace.tensors()) {
            if (tensor.node() == node && tensor.start() == 0 && found == null) {
                found = tensor.id();
            }
        }
        return found == null ? -1 : found;
    }
}
