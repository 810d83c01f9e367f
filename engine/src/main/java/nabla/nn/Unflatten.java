package nabla.nn;

import nabla.Tensor;
import nabla.op.Shape;
import nabla.op.ShapeException;

/**
 * Makes several axes of one.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Unflatten.html">torch.nn.Unflatten</a>
 */
public final class Unflatten extends Layer {
    private final int dim;
    private final int[] unflattenedSize;

    /** Makes a layer that replaces the axis {@code dim} by axes of these extents. */
    public Unflatten(int dim, int... unflattenedSize) {
        this.dim = dim;
        this.unflattenedSize = unflattenedSize.clone();
    }

    /**
     * Returns the same elements with the axis parted.
     *
     * @throws ShapeException with PyTorch's words if the extents do not make up the axis
     */
    @Override
    public Tensor forward(Tensor input) {
        int axis = input.shape().axis("unflatten", dim);
        Shape parts = Shape.of(unflattenedSize);
        if (parts.size() != input.size(axis)) {
            throw new ShapeException(
                    "unflatten: Provided sizes " + parts + " don't multiply up to the size of dim " + dim
                            + " (" + input.size(axis) + ") in the input tensor"
                            + "\n  Hint: the product of the sizes is the extent of the axis.");
        }
        int[] shape = new int[input.dim() - 1 + unflattenedSize.length];
        int[] given = input.shape().toArray();
        System.arraycopy(given, 0, shape, 0, axis);
        System.arraycopy(unflattenedSize, 0, shape, axis, unflattenedSize.length);
        System.arraycopy(given, axis + 1, shape, axis + unflattenedSize.length, given.length - axis - 1);
        return input.view(shape);
    }

    @Override
    void describe(Description out) {
        out.tell("dim", dim).tell("unflattenedSize", unflattenedSize);
    }
}
