package nabla.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.op.AccumulateGrad;
import nabla.op.Node;
import nabla.op.Recording;
import nabla.op.ViewOp;
import org.jspecify.annotations.Nullable;

/** The functions of a backward pass in the order in which PyTorch calls them. */
final class BackwardSteps {
    /**
     * A function of the pass.
     *
     * @param group the operation that it turns round
     * @param leaf where gradients are collected, if this is an AccumulateGrad; else null
     * @param inputs nodes: the gradients that arrive
     * @param outputs pairs of nodes: where a gradient goes, and what has arrived there by then
     * @param inner the nodes between, inputs first
     * @param saved nodes of the forward pass that it needs
     */
    record Function(
            Group group,
            @Nullable AccumulateGrad leaf,
            List<Integer> inputs,
            List<int[]> outputs,
            List<Integer> inner,
            List<Integer> saved) {}

    private final Snapshot snapshot;
    private final ForwardGroups forward;
    private final Recorder.Pass pass;
    private final List<Function> functions = new ArrayList<>();

    BackwardSteps(Recorder recorder, ForwardGroups forward, Recorder.Pass pass) {
        this.snapshot = recorder.snapshot;
        this.forward = forward;
        this.pass = pass;
        List<Group> turned = new ArrayList<>();
        for (Recording.Arrival arrival : pass.arrivals()) {
            Group group = forward.of(snapshot.number(arrival.from()));
            if (group != null && !turned.contains(group)) {
                turned.add(group);
            }
        }
        turned.sort(Comparator.comparingInt(
                (Group group) -> -snapshot.original(group.last()).serial()));
        for (Group group : turned) {
            function(group);
        }
    }

    /** The functions, in order; each that collects gradients comes right after the one that completes its gradient. */
    List<Function> functions() {
        return functions;
    }

    private void function(Group group) {
        List<Integer> inputs = new ArrayList<>();
        for (int output : group.outputs) {
            Node gradient = gradientOf(snapshot.original(output));
            if (gradient != null) {
                inputs.add(snapshot.number(gradient));
            }
        }
        List<int[]> outputs = new ArrayList<>();
        List<Function> collecting = new ArrayList<>();
        for (int input : group.inputs) {
            Node target = snapshot.original(input);
            Recording.Arrival arrival = lastArrival(group, target);
            if (arrival == null) {
                continue;
            }
            int sum = snapshot.number(arrival.sum());
            outputs.add(new int[] {input, sum});
            AccumulateGrad leaf = target.accumulateGrad();
            if (leaf != null && arrival == lastArrival(null, target)) {
                collecting.add(collecting(group, leaf, input, sum));
            }
        }
        List<Integer> inner = new ArrayList<>();
        List<Integer> saved = new ArrayList<>();
        Set<Integer> seen = new HashSet<>(inputs);
        List<Integer> own = new ArrayList<>();
        for (int[] output : outputs) {
            own.add(output[1]);
        }
        for (Recording.Arrival arrival : pass.arrivals()) {
            // what other functions made is taken as it is
            int sum = snapshot.number(arrival.sum());
            if (!own.contains(sum) && forward.of(snapshot.number(arrival.from())) != group) {
                seen.add(sum);
            }
        }
        for (int output : own) {
            walk(output, group, seen, inner, saved);
        }
        if (group.isView(snapshot)) {
            saved.clear(); // its gradient was made from what others had saved
        }
        functions.add(new Function(group, null, inputs, outputs, inner, saved));
        functions.addAll(collecting);
    }

    private Function collecting(Group group, AccumulateGrad leaf, int parameter, int arrived) {
        List<Integer> inputs = new ArrayList<>();
        inputs.add(arrived);
        Integer after = leafGradient(parameter);
        int result = after == null ? arrived : after;
        Node copy = snapshot.copy(result);
        if (result != arrived && copy.inputs() == 2) {
            inputs.add(copy.input(0).ordinal);
        }
        return new Function(group, leaf, inputs, List.of(new int[] {parameter, result}), List.of(), List.of());
    }

    /** What the leaf had collected after the pass. */
    private @Nullable Integer leafGradient(int parameter) {
        for (Recorder.Collected collected : pass.collected()) {
            if (collected.leaf() == snapshot.original(parameter).accumulateGrad()) {
                return snapshot.find(collected.gradient());
            }
        }
        return null;
    }

    private @Nullable Node gradientOf(Node node) {
        int place = pass.order().indexOf(node);
        return place < 0 ? null : pass.gradients().get(place);
    }

    /** The last gradient that came to a node, from a group or, if null, from any. */
    private Recording.@Nullable Arrival lastArrival(@Nullable Group group, Node target) {
        Recording.Arrival last = null;
        for (Recording.Arrival arrival : pass.arrivals()) {
            if (arrival.to() == target && (group == null || forward.of(snapshot.number(arrival.from())) == group)) {
                last = arrival;
            }
        }
        return last;
    }

    private void walk(int node, Group group, Set<Integer> seen, List<Integer> inner, List<Integer> saved) {
        if (!seen.add(node) || forward.constants()[node]) {
            return;
        }
        Node copy = snapshot.copy(node);
        boolean isForward = forward.isForward(node);
        boolean isViewInside =
                copy.op() instanceof ViewOp && forward.of(node) == group && !group.outputs.contains(node);
        if (isForward && !isViewInside) {
            saved.add(node);
            return;
        }
        for (int i = 0; i < copy.inputs(); i++) {
            walk(copy.input(i).ordinal, group, seen, inner, saved);
        }
        if (!isForward) {
            inner.add(node);
        }
    }
}
