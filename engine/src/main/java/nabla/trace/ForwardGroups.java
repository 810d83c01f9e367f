package nabla.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nabla.op.LeafOp;
import nabla.op.Node;
import nabla.op.Scope;
import org.jspecify.annotations.Nullable;

/** The operations that made what was differentiated, in the order of their making. */
final class ForwardGroups {
    private final Recorder recorder;
    private final Snapshot snapshot;
    private final boolean[] isConstant;
    private final boolean[] isForward;
    private final @Nullable Group[] groupOf;
    private final List<Group> groups = new ArrayList<>();

    ForwardGroups(Recorder recorder) {
        this.recorder = recorder;
        snapshot = recorder.snapshot;
        isConstant = new boolean[snapshot.size()];
        isForward = new boolean[snapshot.size()];
        groupOf = new Group[snapshot.size()];
        findConstants();
        for (Recorder.Pass pass : recorder.passes) {
            isForward[snapshot.number(pass.root())] = true;
        }
        for (int i = snapshot.size() - 1; i >= 0; i--) {
            if (isForward[i] && !isParameter(i)) {
                Node copy = snapshot.copy(i);
                for (int k = 0; k < copy.inputs(); k++) {
                    isForward[copy.input(k).ordinal] = true;
                }
            }
        }
        group();
        for (int i = 0; i < groups.size(); i++) {
            describe(groups.get(i));
        }
    }

    /** The operations, earliest first. */
    List<Group> groups() {
        return groups;
    }

    /** Whether the node has the same value whatever the parameters and the data are. */
    boolean[] constants() {
        return isConstant;
    }

    /** Whether the node belongs to the forward pass, leaves included. */
    boolean isForward(int node) {
        return isForward[node];
    }

    /** The operation that made a node, or null for leaves. */
    @Nullable
    Group of(int node) {
        return groupOf[node];
    }

    /** Parameters are leaves here, though each is a view of its optimizer's memory. */
    private boolean isParameter(int node) {
        return snapshot.original(node).accumulateGrad() != null;
    }

    private void findConstants() {
        for (int i = 0; i < isConstant.length; i++) {
            Node copy = snapshot.copy(i);
            isConstant[i] = copy.op() instanceof LeafOp ? !(copy.op() instanceof LeafOp.Data) : copy.inputs() > 0;
            for (int k = 0; k < copy.inputs(); k++) {
                isConstant[i] &= isConstant[copy.input(k).ordinal];
            }
        }
    }

    private void group() {
        List<Integer> made = new ArrayList<>();
        for (int i = 0; i < snapshot.size(); i++) {
            if (isForward[i] && snapshot.isRecorded(i) && !isConstant[i] && !isParameter(i)) {
                made.add(i);
            }
        }
        made.sort(Comparator.comparingInt(i -> snapshot.original(i).serial()));
        Map<Scope, Group> byScope = new IdentityHashMap<>();
        for (int node : made) {
            Scope scope = Scope.outermost(snapshot.original(node).scope());
            Group group = scope == null ? null : byScope.get(scope);
            if (group == null) {
                group = new Group(scope);
                groups.add(group);
                if (scope != null) {
                    byScope.put(scope, group);
                }
            }
            group.nodes.add(node);
            groupOf[node] = group;
        }
        for (int node : made) {
            Node copy = snapshot.copy(node);
            for (int k = 0; k < copy.inputs(); k++) {
                noteOutput(copy.input(k).ordinal, groupOf[node]);
            }
        }
        for (Recorder.Pass pass : recorder.passes) {
            noteOutput(snapshot.number(pass.root()), null);
        }
    }

    private void noteOutput(int node, @Nullable Group user) {
        Group maker = groupOf[node];
        if (maker != null && maker != user && !maker.outputs.contains(node)) {
            maker.outputs.add(node);
        }
    }

    private void describe(Group group) {
        group.findInputs(snapshot, isConstant);
        Node last = snapshot.original(group.last());
        Recorder.Mark mark = recorder.markAt(last);
        group.module = mark.module();
        group.line = mark.line();
        boolean isLoss = recorder.networkEnd >= 0 && last.serial() >= recorder.networkEnd;
        for (Recorder.Pass pass : recorder.passes) {
            isLoss |= recorder.networkEnd < 0 && groupOf[snapshot.number(pass.root())] == group;
        }
        group.phase = isLoss ? Phase.LOSS : Phase.FORWARD;
    }
}
