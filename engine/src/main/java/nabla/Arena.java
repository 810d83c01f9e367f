package nabla;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.op.ViewOp;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a group in one flat stretch of memory, so that an optimizer updates them all by one kernel. The
 * parameters keep their shapes: they become views of the arena.
 */
public final class Arena {
    private final List<Tensor> parameters;
    private final Device device;
    private final int size;
    private final DType type;
    private final Storage values;
    private final Storage gradients;
    private @Nullable Node owners;
    private boolean[] masked = new boolean[0];
    private @Nullable Node mask;

    /**
     * Moves parameters into an arena. Their values stay.
     *
     * @param parameters leaves of one type on one device; those that require no gradient have none
     * @throws IllegalArgumentException if they differ in type or device
     */
    public Arena(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
        device = parameters.get(0).device();
        type = parameters.get(0).dtype();
        List<Node> parts = new ArrayList<>();
        int total = 0;
        for (Tensor parameter : parameters) {
            checkAlike(parameter);
            parts.add(Ops.detach(flat(parameter.node())));
            total += parameter.numel();
        }
        size = total;
        values = new Storage(device, Ops.concat(0, parts));
        gradients = new Storage(device, zeros());
        adopt();
    }

    private static Node flat(Node node) {
        return Ops.reshape(node, Shape.of(node.shape().size()));
    }

    private void checkAlike(Tensor parameter) {
        if (parameter.device() != device || parameter.dtype() != type) {
            throw new IllegalArgumentException("a parameter group holds parameters of " + type + " on " + device.name()
                    + " and of " + parameter.dtype() + " on "
                    + parameter.device().name()
                    + ".\n  Hint: move the network as a whole, before the optimizer is made, or make two groups.");
        }
    }

    private Node zeros() {
        return state(0);
    }

    /** A new leaf as long as the arena, every element {@code value}: an optimizer's state. */
    public Node state(double value) {
        Shape shape = Shape.of(size);
        // No variable for either array: TeaVM 0.15.0 makes an invalid module of one that holds several kinds.
        if (type == DType.FLOAT64) {
            double[] values64 = new double[size];
            Arrays.fill(values64, value);
            return Ops.data(shape, type, () -> values64);
        }
        float[] values32 = new float[size];
        Arrays.fill(values32, (float) value);
        return Ops.data(shape, type, () -> values32);
    }

    /**
     * A new leaf as long as the arena that holds a copy of these tensors, one for each parameter; zeros for null.
     *
     * @throws IllegalArgumentException if one has not its parameter's shape
     */
    public Node state(List<@Nullable Tensor> parts) {
        List<Node> flat = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Tensor part = parts.get(i);
            Shape shape = parameters.get(i).shape();
            if (part == null) {
                flat.add(nothing(shape.size()));
            } else if (part.shape().equals(shape)) {
                flat.add(Ops.detach(flat(Promotion.to(part.detach().to(device).node(), type))));
            } else {
                throw new IllegalArgumentException(
                        "loaded state has the shape " + part.shape() + ", but its parameter " + shape);
            }
        }
        Node whole = Ops.detach(Ops.concat(0, flat));
        device.realize(whole);
        return whole;
    }

    /** A copy, not computed yet, of what a state holds of parameter number {@code i}. */
    public Tensor copy(Node state, int i) {
        int start = 0;
        for (int before = 0; before < i; before++) {
            start += parameters.get(before).numel();
        }
        Shape shape = parameters.get(i).shape();
        Node part = Ops.reshape(Ops.slice(state, 0, start, shape.size(), 1), shape);
        return Tensor.of(device, Ops.detach(part));
    }

    private Node nothing(int count) {
        return Ops.expand(Ops.fill(0, type), Shape.of(count));
    }

    private void adopt() {
        device.realize(values.current());
        int start = 0;
        for (Tensor parameter : parameters) {
            Shape shape = parameter.shape();
            parameter.moveTo(values, part(values.current(), start, shape));
            start += shape.size();
        }
    }

    private static @Nullable View part(Node whole, int start, Shape shape) {
        Node slice = Ops.slice(whole, 0, start, shape.size(), 1);
        View flat = slice == whole ? null : new View(null, (ViewOp) slice.op(), slice.shape());
        Node shaped = Ops.reshape(slice, shape);
        return shaped == slice ? flat : new View(flat, (ViewOp) shaped.op(), shape);
    }

    /** Whether all parameters still lie here, and not in the arena of another optimizer. */
    public boolean isCurrent() {
        for (Tensor parameter : parameters) {
            if (parameter.storage() != values) {
                return false;
            }
        }
        return true;
    }

    public Device device() {
        return device;
    }

    /** The parameters' values, [size], as a leaf with data. */
    public Node values() {
        device.realize(values.current());
        return values.current();
    }

    /** Where the gradients are kept, [size], as a leaf. */
    public Node gradientLeaf() {
        return gradients.current();
    }

    /** The gradients, [size]; zero for a parameter without one. */
    public Node gradients() {
        List<Node> parts = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Node gradient = gradient(parameter);
            parts.add(gradient == null ? nothing(parameter.numel()) : flat(gradient));
        }
        return Ops.concat(0, parts);
    }

    private static @Nullable Node gradient(Tensor parameter) {
        return hasGradient(parameter) ? parameter.accumulateGrad().gradient() : null;
    }

    private static boolean hasGradient(Tensor parameter) {
        return parameter.requiresGrad() && parameter.accumulateGrad().isPresent();
    }

    /** Forgets the gradients, or makes those that there are zero. */
    public void zeroGrad(boolean setToNone) {
        for (Tensor parameter : parameters) {
            if (setToNone) {
                parameter.zeroGrad();
            } else if (hasGradient(parameter)) {
                parameter.accumulateGrad().set(Ops.expand(Ops.fill(0, type), parameter.shape()));
            }
        }
    }

    /** Whether parameter number {@code i} has a gradient. */
    public boolean hasGradient(int i) {
        return hasGradient(parameters.get(i));
    }

    /** How many parameters have a gradient. */
    public int withGradient() {
        int count = 0;
        for (int i = 0; i < parameters.size(); i++) {
            count += hasGradient(i) ? 1 : 0;
        }
        return count;
    }

    /**
     * A number for each parameter, as a value that meets the arena's elements: one scalar where all parameters with a
     * gradient have the same number, else [size].
     */
    public Node perParameter(double[] numbers) {
        int first = 0;
        while (!hasGradient(first)) {
            first++;
        }
        boolean same = true;
        for (int i = first; i < numbers.length; i++) {
            same &= !hasGradient(i) || numbers[i] == numbers[first];
        }
        return same ? Ops.scalar(numbers[first], type) : Ops.rows(perOwner(numbers), owners());
    }

    private Node perOwner(double[] numbers) {
        Shape shape = Shape.of(numbers.length);
        if (type == DType.FLOAT64) {
            return Ops.data(shape, type, () -> numbers);
        }
        float[] narrow = new float[numbers.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) numbers[i];
        }
        return Ops.data(shape, type, () -> narrow);
    }

    /** For each element the number of the parameter that it belongs to. */
    private Node owners() {
        Node known = owners;
        if (known == null) {
            long[] numbers = new long[size];
            int start = 0;
            for (int i = 0; i < parameters.size(); i++) {
                int end = start + parameters.get(i).numel();
                Arrays.fill(numbers, start, end, i);
                start = end;
            }
            known = Ops.data(Shape.of(size), DType.INT64, () -> numbers);
            owners = known;
        }
        return known;
    }

    /** {@code changed} where a parameter has a gradient, else {@code before}. */
    public Node whereGradient(Node changed, Node before) {
        if (withGradient() == parameters.size()) {
            return changed;
        }
        boolean[] has = new boolean[parameters.size()];
        for (int i = 0; i < has.length; i++) {
            has[i] = hasGradient(i);
        }
        return Ops.map(Maps.WHERE, mask(has), changed, before);
    }

    /** For each element whether its parameter has a gradient. The same parameters have one at most steps. */
    private Node mask(boolean[] has) {
        Node known = mask;
        if (known == null || !Arrays.equals(has, masked)) {
            boolean[] elements = new boolean[size];
            int start = 0;
            for (int i = 0; i < has.length; i++) {
                int end = start + parameters.get(i).numel();
                Arrays.fill(elements, start, end, has[i]);
                start = end;
            }
            known = Ops.data(Shape.of(size), DType.BOOL, () -> elements);
            mask = known;
            masked = has;
        }
        return known;
    }

    /** Takes the leaves that hold values and gradients after an update. */
    public void updated(Node newValues, Node newGradients) {
        values.write(newValues);
        gradients.write(newGradients);
        int start = 0;
        for (Tensor parameter : parameters) {
            Shape shape = parameter.shape();
            int from = start;
            if (hasGradient(parameter)) {
                parameter
                        .accumulateGrad()
                        .setLater(() -> Ops.reshape(Ops.slice(newGradients, 0, from, shape.size(), 1), shape));
                parameter.accumulateGrad().used();
            }
            start += shape.size();
        }
    }
}
