package nabla.optim;

import java.util.List;
import nabla.Tensor;
import nabla.op.Node;

/**
 * Stochastic gradient descent, with momentum if asked for: {@code b ← μ b + g}, {@code w ← w − lr b}.
 *
 * <p>Unlike Sutskever et al., and like PyTorch, the learning rate multiplies the whole momentum buffer.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html">torch.optim.SGD</a>
 */
public final class SGD extends Optimizer {
    private final double momentum;

    public SGD(List<Tensor> parameters, double learningRate) {
        this(parameters, learningRate, 0);
    }

    /**
     * @throws IllegalArgumentException if the momentum is negative
     */
    public SGD(List<Tensor> parameters, double learningRate, double momentum) {
        super(parameters, learningRate, momentum == 0 ? 0 : 1);
        if (!(momentum >= 0)) {
            throw new IllegalArgumentException("Invalid momentum value: " + momentum);
        }
        this.momentum = momentum;
    }

    @Override
    Node[] update(Node values, Node gradients, Node[] state) {
        Node learningRate = scalar(learningRate(), values);
        if (momentum == 0) {
            return new Node[] {sub(values, mul(gradients, learningRate))};
        }
        Node buffer = add(mul(state[0], constant(momentum, values)), gradients);
        return new Node[] {sub(values, mul(buffer, learningRate)), buffer};
    }
}
