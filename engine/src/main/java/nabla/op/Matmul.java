package nabla.op;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matrix products: [..., M, K] and [..., K, N] make [..., M, N]; the leading axes are equal. */
public final class Matmul extends ContractOp {
    static final Matmul OP = new Matmul();

    private Matmul() {}

    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public int[] reduced(Node node) {
        return new int[] {node.input(0).shape().get(-1)};
    }

    @Override
    public <I> List<I> first(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic) {
        List<I> result = new ArrayList<>(at);
        result.set(at.size() - 1, reduced.get(0));
        return result;
    }

    @Override
    public <I> List<I> second(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic) {
        List<I> result = new ArrayList<>(at);
        result.set(at.size() - 2, reduced.get(0));
        return result;
    }

    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        Node a = output.input(0);
        Node b = output.input(1);
        return new Node[] {
            a.requiresGrad() ? Ops.matmul(gradient, Ops.transpose(b)) : null,
            b.requiresGrad() ? Ops.matmul(Ops.transpose(a), gradient) : null
        };
    }

    @Override
    public String toString() {
        return name();
    }
}
