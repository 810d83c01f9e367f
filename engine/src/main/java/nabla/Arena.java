package nabla;

import java.util.ArrayList;
import java.util.List;
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
    private final Storage values;
    private final Storage gradients;

    /**
     * Moves parameters into an arena. Their values stay.
     *
     * @param parameters leaves that require gradients, on one device
     */
    public Arena(List<Tensor> parameters) {
        this.parameters = List.copyOf(parameters);
        device = parameters.get(0).device();
        List<Node> parts = new ArrayList<>();
        int total = 0;
        for (Tensor parameter : parameters) {
            parameter.accumulateGrad();
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

    private Node zeros() {
        float[] nothing = new float[size];
        return Ops.data(Shape.of(size), parameters.get(0).dtype(), () -> nothing);
    }

    /** A new leaf of zeros as long as the arena: an optimizer's state. */
    public Node state() {
        return zeros();
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
            Node gradient = parameter.accumulateGrad().gradient();
            int count = parameter.numel();
            parts.add(gradient == null ? Ops.expand(Ops.fill(0, parameter.dtype()), Shape.of(count)) : flat(gradient));
        }
        return Ops.concat(0, parts);
    }

    /** How many parameters have a gradient. */
    public int withGradient() {
        int count = 0;
        for (Tensor parameter : parameters) {
            count += parameter.accumulateGrad().gradient() == null ? 0 : 1;
        }
        return count;
    }

    public int parameterCount() {
        return parameters.size();
    }

    /** {@code changed} where a parameter has a gradient, else {@code before}. */
    public Node whereGradient(Node changed, Node before) {
        if (withGradient() == parameters.size()) {
            return changed;
        }
        boolean[] has = new boolean[size];
        int start = 0;
        for (Tensor parameter : parameters) {
            boolean present = parameter.accumulateGrad().gradient() != null;
            java.util.Arrays.fill(has, start, start + parameter.numel(), present);
            start += parameter.numel();
        }
        Node mask = Ops.data(Shape.of(size), nabla.op.DType.BOOL, () -> has);
        return Ops.map(Maps.WHERE, mask, changed, before);
    }

    /** Takes the leaves that hold values and gradients after an update. */
    public void updated(Node newValues, Node newGradients) {
        values.write(newValues);
        gradients.write(newGradients);
        int start = 0;
        for (Tensor parameter : parameters) {
            Shape shape = parameter.shape();
            if (parameter.accumulateGrad().gradient() != null) {
                Node slice = Ops.slice(newGradients, 0, start, shape.size(), 1);
                parameter.accumulateGrad().set(Ops.reshape(slice, shape));
            }
            start += shape.size();
        }
    }
}
