package nabla.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.op.Node;
import nabla.op.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A step of the backward pass as PyTorch shows it: the function that made a tensor, turned round. What was made inside a
 * named method (a loss, a layer's function) is one step under that name.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/autograd.html#torch.Tensor.grad_fn">torch grad_fn</a>
 */
public final class GradFn {
    /** Where PyTorch's name of the backward function is not that of the operation. */
    private static final Map<String, String> NAMES = Map.of(
            "square", "Pow",
            "matmul", "Mm",
            "batch_norm", "NativeBatchNorm",
            "layer_norm", "NativeLayerNorm",
            "to_float32", "ToCopy",
            "to_float64", "ToCopy");

    private final Node node;

    private GradFn(Node node) {
        this.node = node;
    }

    /** The step that a node is made in; null if no gradient flows through it. */
    public static @Nullable GradFn of(Node node) {
        return node.requiresGrad() ? new GradFn(node) : null;
    }

    /** PyTorch's name, such as {@code AddmmBackward0}. */
    public String name() {
        if (node.accumulateGrad() != null) {
            return "AccumulateGrad";
        }
        Scope scope = Scope.outermost(node.scope());
        String name = scope == null ? node.op().name() : scope.name();
        int point = name.indexOf('.');
        String operation = point < 0 ? name : name.substring(0, point);
        String form = point < 0 ? "0" : name.substring(point + 1);
        return Objects.requireNonNullElseGet(NAMES.get(operation), () -> camel(operation)) + "Backward" + form;
    }

    /** The steps that the pass goes to from here, in the order of the function's inputs. */
    public List<GradFn> nextFunctions() {
        List<Node> inputs = new ArrayList<>();
        if (node.accumulateGrad() == null) {
            List<Node> inside = new ArrayList<>();
            inside.add(node);
            enter(node, inside, inputs);
        }
        List<GradFn> next = new ArrayList<>();
        for (Node input : inputs) {
            next.add(new GradFn(input));
        }
        return next;
    }

    /** What leaves the named method here comes before what leaves it further in: so addmm's bias is first, as in PyTorch. */
    private static void enter(Node node, List<Node> inside, List<Node> inputs) {
        Scope scope = Scope.outermost(node.scope());
        List<Node> further = new ArrayList<>();
        for (int i = 0; i < node.inputs(); i++) {
            Node input = node.input(i);
            boolean isInside =
                    scope != null && Scope.outermost(input.scope()) == scope && input.accumulateGrad() == null;
            if (!input.requiresGrad() || inside.contains(input) || inputs.contains(input)) {
                continue;
            }
            if (isInside) {
                inside.add(input);
                further.add(input);
            } else {
                inputs.add(input);
            }
        }
        for (Node input : further) {
            enter(input, inside, inputs);
        }
    }

    /** {@code max_pool2d_with_indices} as {@code MaxPool2DWithIndices}. */
    private static String camel(String name) {
        StringBuilder result = new StringBuilder();
        boolean isStart = true;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '_') {
                isStart = true;
            } else {
                // Not by Character, whose tables of all the world's letters would be part of every program.
                boolean isSmall = letter >= 'a' && letter <= 'z';
                result.append(isStart && isSmall ? (char) (letter - 'a' + 'A') : letter);
                isStart = letter >= '0' && letter <= '9';
            }
        }
        return result.toString();
    }

    /** As Python shows it: {@code <AddmmBackward0>}. */
    @Override
    public String toString() {
        return "<" + name() + ">";
    }
}
