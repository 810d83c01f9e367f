package nabla.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.op.AccumulateGrad;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;
import nabla.optim.StepObserver;
import org.jspecify.annotations.Nullable;

/** What is measured of a layer, as nodes of the graph, and read from the numbers that come out. */
final class Measures {
    private static final int GRADIENT = 0;
    private static final int BIAS = 1;
    private static final int CHANGE = 2;
    private static final int WEIGHT = 3;
    private static final int MEAN = 4;
    private static final int DEVIATION = 5;
    private static final int ZEROS = 6;
    private static final int HISTOGRAM = 7;
    private static final int COUNT = HISTOGRAM + Histogram.BINS;

    private final Histogram histogram = new Histogram();

    /** Adds a layer's numbers, {@link #COUNT} of them in parts of one axis. */
    void add(List<Node> numbers, List<Tensor> parameters, Map<Tensor, StepObserver.Change> changes, Node outputs) {
        Tensor weight = parameters.get(0);
        Node gradient = gradient(weight);
        Node others = zeros(1);
        for (Tensor parameter : parameters.subList(1, parameters.size())) {
            Node other = gradient(parameter);
            others = other == null ? others : Ops.map(Maps.ADD, others, squares(other));
        }
        StepObserver.Change change = changes.get(weight);
        numbers.add(gradient == null ? zeros(1) : squares(gradient));
        numbers.add(others);
        numbers.add(change == null ? zeros(1) : squares(Ops.map(Maps.SUB, change.after(), change.before())));
        numbers.add(change == null ? zeros(1) : squares(change.before()));
        Node flat = flat(outputs);
        double share = 1.0 / flat.shape().size();
        Node mean = Ops.map(Maps.MUL, sum(flat), Ops.fill(share, DType.FLOAT32));
        numbers.add(mean);
        numbers.add(squares(Ops.map(Maps.SUB, flat, mean)));
        numbers.add(sum(Ops.map(Maps.to(DType.FLOAT32), Ops.map(Maps.EQ, flat, Ops.fill(0, DType.FLOAT32)))));
        numbers.add(gradient == null ? zeros(Histogram.BINS) : histogram.reaching(gradient, weight.shape()));
    }

    private static @Nullable Node gradient(Tensor parameter) {
        AccumulateGrad collected = parameter.node().accumulateGrad();
        Node gradient = collected == null ? null : collected.gradient();
        return gradient == null ? null : flat(gradient);
    }

    private static Node flat(Node node) {
        Node flat = Ops.reshape(node, Shape.of(node.shape().size()));
        return flat.type() == DType.FLOAT32 ? flat : Ops.map(Maps.to(DType.FLOAT32), flat);
    }

    private static Node squares(Node flat) {
        return sum(Ops.map(Maps.SQUARE, flat));
    }

    private static Node sum(Node flat) {
        return Ops.reshape(Ops.reduce(ReduceOp.Kind.SUM, flat, 0), Shape.of(1));
    }

    private static Node zeros(int count) {
        return Ops.expand(Ops.fill(0, DType.FLOAT32), Shape.of(count));
    }

    /** Makes sense of the numbers of all layers of an iteration. */
    static Reading reading(int iteration, float[] numbers, int[] outputSizes, boolean[] accumulated) {
        List<LayerReading> layers = new ArrayList<>();
        for (int at = 0; at < numbers.length; at += COUNT) {
            int size = outputSizes[layers.size()];
            layers.add(new LayerReading(
                    Math.sqrt(numbers[at + GRADIENT]),
                    Math.sqrt(numbers[at + BIAS]),
                    numbers[at + CHANGE] == 0 ? 0 : Math.sqrt(numbers[at + CHANGE] / numbers[at + WEIGHT]),
                    numbers[at + MEAN],
                    Math.sqrt(numbers[at + DEVIATION] / size),
                    numbers[at + ZEROS] / size,
                    Histogram.bins(numbers, at + HISTOGRAM),
                    accumulated[layers.size()]));
        }
        return new Reading(iteration, layers);
    }
}
