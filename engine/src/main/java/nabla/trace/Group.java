package nabla.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.graph.GradFn;
import nabla.op.Node;
import nabla.op.Scope;
import nabla.op.ViewOp;
import org.jspecify.annotations.Nullable;

/** The nodes of one operation as learners know it: those of a named method, or a single one. */
final class Group {
    private static final String BIAS_FIRST = "addmm";

    final @Nullable Scope scope;
    final List<Integer> nodes = new ArrayList<>();
    final List<Integer> inputs = new ArrayList<>();
    final List<Integer> outputs = new ArrayList<>();
    String module = "";
    int line;
    Phase phase = Phase.FORWARD;

    /** The step's place in time, once it has one. */
    int step = -1;

    Group(@Nullable Scope scope) {
        this.scope = scope;
    }

    /** PyTorch's name of the operation, such as {@code addmm}. */
    String name(Snapshot snapshot) {
        String name = scope == null ? snapshot.copy(last()).op().name() : scope.name();
        int point = name.indexOf('.');
        return point < 0 ? name : name.substring(0, point);
    }

    /** PyTorch's name of its backward function. */
    String backwardName(Snapshot snapshot) {
        for (int i = outputs.size() - 1; i >= 0; i--) {
            GradFn function = GradFn.of(snapshot.original(outputs.get(i)));
            if (function != null) {
                return function.name();
            }
        }
        return "";
    }

    /** Whether it only arranges numbers in another way. */
    boolean isView(Snapshot snapshot) {
        boolean isView = true;
        for (int node : nodes) {
            isView &= snapshot.copy(node).op() instanceof ViewOp;
        }
        return isView;
    }

    /** The node that was made last. */
    int last() {
        return nodes.get(nodes.size() - 1);
    }

    /**
     * A node as learners see it: itself, or, inside the operation, what it was made of outside. So a loss saves its targets,
     * not which places of a table they stand for.
     */
    Set<Integer> seenFromOutside(int node, Snapshot snapshot, boolean[] isConstant) {
        Set<Integer> seen = new LinkedHashSet<>();
        if (!nodes.contains(node) || outputs.contains(node)) {
            seen.add(node);
            return seen;
        }
        Node copy = snapshot.copy(node);
        for (int i = 0; i < copy.inputs(); i++) {
            int input = copy.input(i).ordinal;
            if (!isConstant[input]) {
                seen.addAll(seenFromOutside(input, snapshot, isConstant));
            }
        }
        return seen;
    }

    /** Finds what the group takes from outside, in the order of the arguments of PyTorch's function. */
    void findInputs(Snapshot snapshot, boolean[] isConstant) {
        boolean outerFirst = scope != null && scope.name().equals(BIAS_FIRST);
        List<Integer> seen = new ArrayList<>();
        for (int output : outputs) {
            enter(output, outerFirst, seen, snapshot, isConstant);
        }
    }

    private void enter(int node, boolean outerFirst, List<Integer> seen, Snapshot snapshot, boolean[] isConstant) {
        seen.add(node);
        Node copy = snapshot.copy(node);
        List<Integer> further = new ArrayList<>();
        for (int i = 0; i < copy.inputs(); i++) {
            int input = copy.input(i).ordinal;
            if (isConstant[input] || seen.contains(input) || inputs.contains(input)) {
                continue;
            }
            if (!nodes.contains(input)) {
                inputs.add(input);
            } else if (outerFirst) {
                further.add(input);
            } else {
                enter(input, false, seen, snapshot, isConstant);
            }
        }
        for (int input : further) {
            enter(input, true, seen, snapshot, isConstant);
        }
    }
}
