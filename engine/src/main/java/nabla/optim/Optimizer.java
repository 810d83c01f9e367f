package nabla.optim;

import java.util.List;
import nabla.Arena;
import nabla.Tensor;
import nabla.op.DType;
import nabla.op.GradMode;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/**
 * Changes parameters by their gradients. The parameters move into one flat arena, so that a step is one kernel.
 *
 * <p>Nothing is computed before {@link #step}; it runs forward pass, backward pass and update in one go, and makes the loss
 * real on the way.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/optim.html">torch.optim</a>
 */
public abstract class Optimizer {
    private final List<Tensor> parameters;
    private final Node[] state;
    private Arena arena;
    private double learningRate;

    /**
     * @param parameters leaves that require gradients
     * @param learningRate how far a step goes
     * @param states how many numbers the method keeps for each parameter element
     * @throws IllegalArgumentException if there are no parameters, or the learning rate is negative
     */
    protected Optimizer(List<Tensor> parameters, double learningRate, int states) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(
                    "optimizer got an empty parameter list. Hint: pass network.parameters().");
        }
        if (!(learningRate >= 0)) {
            throw new IllegalArgumentException("Invalid learning rate: " + learningRate);
        }
        this.parameters = List.copyOf(parameters);
        this.learningRate = learningRate;
        arena = new Arena(this.parameters);
        state = new Node[states];
        for (int i = 0; i < states; i++) {
            state[i] = arena.state();
        }
    }

    public double learningRate() {
        return learningRate;
    }

    /** Takes effect with the next step. */
    public void setLearningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    /** Forgets the gradients of all parameters. */
    public void zeroGrad() {
        for (Tensor parameter : parameters) {
            parameter.zeroGrad();
        }
    }

    /** Updates every parameter that has a gradient. */
    public void step() {
        if (!arena.isCurrent()) {
            arena = new Arena(parameters);
        }
        if (arena.withGradient() > 0) {
            GradMode.noGrad(this::update);
        }
    }

    private void update() {
        Node values = arena.values();
        Node gradients = arena.gradients();
        Node[] changed = update(values, gradients, state.clone());
        Node[] leaves = new Node[state.length + 2];
        Node[] results = new Node[leaves.length];
        leaves[0] = values;
        results[0] = arena.whereGradient(changed[0], values);
        for (int i = 0; i < state.length; i++) {
            leaves[i + 1] = state[i];
            results[i + 1] = arena.whereGradient(changed[i + 1], state[i]);
        }
        leaves[state.length + 1] = arena.gradientLeaf();
        results[state.length + 1] = gradients;
        Node[] fresh = arena.device().update("optimizer.step()", leaves, results);
        System.arraycopy(fresh, 1, state, 0, state.length);
        arena.updated(fresh[0], fresh[state.length + 1]);
    }

    /**
     * One step of the method, for all parameters at once.
     *
     * @param values of the parameters, [n]
     * @param gradients of the loss, [n]
     * @param state what the method kept, [n] each
     * @return the new values, then the new state
     */
    abstract Node[] update(Node values, Node gradients, Node[] state);

    static Node add(Node a, Node b) {
        return Ops.map(Maps.ADD, a, b);
    }

    static Node sub(Node a, Node b) {
        return Ops.map(Maps.SUB, a, b);
    }

    static Node mul(Node a, Node b) {
        return Ops.map(Maps.MUL, a, b);
    }

    static Node map(MapOp op, Node a) {
        return Ops.map(op, a);
    }

    /** A number that varies from step to step. */
    static Node scalar(double value, Node like) {
        return Ops.scalar(value, like.type());
    }

    /** A number that stays what it is for the optimizer's life. */
    static Node constant(double value, Node like) {
        return Ops.fill(value, like.type() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32);
    }
}
