package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.graph.Backward;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Gradients as values, beside {@link Tensor#backward} which adds them to leaves.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/autograd.html">torch.autograd</a>
 */
public final class Autograd {
    private Autograd() {}

    /** The gradients of a scalar with respect to {@code inputs}; their {@code grad()} stays as it is. */
    public static List<Tensor> grad(Tensor output, List<Tensor> inputs) {
        return grad(output, inputs, ones(output), false, false);
    }

    /**
     * The vector-Jacobian products with {@code gradient}, with respect to {@code inputs}; their {@code grad()} stays as it is.
     *
     * @param gradient of the output's shape
     * @param retainGraph whether the graph may be walked again
     * @param createGraph whether the results can be differentiated in turn; the graph is then retained
     * @throws IllegalStateException with PyTorch's words if an input does not require gradients or had no part in it
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html">torch.autograd.grad</a>
     */
    public static List<Tensor> grad(
            Tensor output, List<Tensor> inputs, Tensor gradient, boolean retainGraph, boolean createGraph) {
        Node root = checked(output, gradient);
        for (Tensor input : inputs) {
            if (!input.requiresGrad()) {
                throw new IllegalStateException("One of the differentiated Tensors does not require grad");
            }
        }
        Backward pass = Backward.from(root, gradient.node(), createGraph);
        List<Tensor> results = new ArrayList<>();
        for (Tensor input : inputs) {
            Node arrived = pass.gradient(input.node());
            if (arrived == null) {
                throw new IllegalStateException(
                        "One of the differentiated Tensors appears to not have been used in the graph."
                                + "\n  Hint: it must be the very tensor that the output was computed from, not a copy.");
            }
            results.add(Tensor.of(input.device(), arrived));
        }
        if (!retainGraph && !createGraph) {
            pass.release();
        }
        return results;
    }

    /**
     * Compares gradients with central differences.
     *
     * @see GradCheck#check
     */
    public static boolean gradcheck(GradCheck.Function function, List<Tensor> inputs) {
        return GradCheck.check(function, inputs, 1e-6, 1e-5, 1e-3);
    }

    /** Ones to begin a scalar's backward pass with. */
    static Tensor ones(Tensor output) {
        if (output.numel() != 1) {
            throw new IllegalStateException("grad can be implicitly created only for scalar outputs"
                    + "\n  Hint: backward(gradient) takes a gradient of the shape " + output.shape()
                    + "; sum() or mean() make a scalar.");
        }
        return Tensor.of(output.device(), Ops.expand(Ops.fill(1, output.dtype()), output.shape()));
    }

    /** The output's node, if it can be differentiated with this gradient. */
    static Node checked(Tensor output, @Nullable Tensor gradient) {
        if (!output.requiresGrad()) {
            throw new IllegalStateException("element 0 of tensors does not require grad and does not have a grad_fn");
        }
        if (gradient != null && !gradient.shape().equals(output.shape())) {
            throw new ShapeException("Mismatch in shape: grad_output[0] has a shape of " + gradient.shape()
                    + " and output[0] has a shape of " + output.shape() + ".");
        }
        return output.node();
    }
}
