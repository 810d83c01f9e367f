package nabla.optim;

import java.util.List;
import nabla.Tensor;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/**
 * Adam: steps of about the learning rate, along the running mean of the gradients over the root of the running mean of
 * their squares, both corrected for starting at zero (Kingma and Ba, 2015).
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html">torch.optim.Adam</a>
 */
public final class Adam extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private long steps;

    /** With PyTorch's defaults: betas 0.9 and 0.999, epsilon 1e-8. */
    public Adam(List<Tensor> parameters, double learningRate) {
        this(parameters, learningRate, 0.9, 0.999, 1e-8);
    }

    /**
     * @param beta1 how much of the mean gradient stays at each step, in [0, 1)
     * @param beta2 how much of the mean squared gradient stays, in [0, 1)
     * @param epsilon added to the root, so that nothing is divided by zero
     * @throws IllegalArgumentException if one of them is out of range
     */
    public Adam(List<Tensor> parameters, double learningRate, double beta1, double beta2, double epsilon) {
        super(parameters, learningRate, 2);
        if (!(beta1 >= 0 && beta1 < 1)) {
            throw new IllegalArgumentException("Invalid beta parameter at index 0: " + beta1);
        }
        if (!(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException("Invalid beta parameter at index 1: " + beta2);
        }
        if (!(epsilon >= 0)) {
            throw new IllegalArgumentException("Invalid epsilon value: " + epsilon);
        }
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
    }

    @Override
    Node[] update(Node values, Node gradients, Node[] state) {
        steps++;
        Node mean = average(state[0], gradients, beta1);
        Node square = average(state[1], map(Maps.SQUARE, gradients), beta2);
        Node stepSize = scalar(learningRate() / (1 - Math.pow(beta1, steps)), values);
        Node correction = scalar(Math.sqrt(1 - Math.pow(beta2, steps)), values);
        Node root = add(Ops.map(Maps.DIV, map(Maps.SQRT, square), correction), constant(epsilon, values));
        Node changed = sub(values, mul(stepSize, Ops.map(Maps.DIV, mean, root)));
        return new Node[] {changed, mean, square};
    }

    private static Node average(Node before, Node now, double beta) {
        return add(mul(before, constant(beta, before)), mul(now, constant(1 - beta, before)));
    }
}
