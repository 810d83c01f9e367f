package nabla.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nabla.graph.Graph;
import nabla.op.ConcatOp;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.LeafOp;
import nabla.op.Node;
import nabla.op.Reshape;
import nabla.op.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Turns the nodes that must become real into kernels. {@link Fusion} decides what has memory; here each such node
 * becomes the store of a kernel, and maps over the same elements share one kernel.
 */
public final class Scheduler {
    private final Graph graph;
    private final Fusion fusion;
    private final @Nullable Slot[] slots;
    private final int[] scalarNumbers;
    private final List<Slot> leaves = new ArrayList<>();
    private final List<DType> scalars = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Hosts hosts = new Hosts(drafts);
    private int workspaceSlots;

    private Scheduler(Graph graph) {
        this.graph = graph;
        fusion = new Fusion(graph);
        slots = new Slot[graph.nodes().length];
        scalarNumbers = new int[graph.nodes().length];
    }

    /** The plan that computes a graph's outputs. */
    public static Plan plan(Graph graph) {
        return new Scheduler(graph).plan(new boolean[graph.outputs().length]);
    }

    /**
     * @param aside for each output whether it is computed elsewhere first and then copied into the leaf that it updates,
     *     because other kernels still read the leaf
     */
    private Plan plan(boolean[] aside) {
        numberLeaves();
        List<Slot> targets = placeOutputs(aside);
        for (Node node : graph.nodes()) {
            if (fusion.hasMemory(node) && !(node.op() instanceof LeafOp.Data)) {
                emit(node);
            }
        }
        for (int i = 0; i < targets.size(); i++) {
            Node node = graph.nodes()[graph.outputs()[i]];
            if (slots[node.ordinal] != targets.get(i)) {
                Draft copy = new Draft(lowering(node.shape(), null), node.shape(), null);
                copy.store(targets.get(i), copy.contiguous(), copy.lowering.value(node));
                drafts.add(copy);
            }
        }
        boolean[] unsafe = unsafeUpdates(targets, aside);
        if (unsafe != aside) {
            return new Scheduler(graph).plan(unsafe);
        }
        List<Kernel> kernels = new ArrayList<>();
        for (Draft draft : drafts) {
            Kernel kernel = draft.kernel();
            if (kernel.outputs() > 0) {
                kernels.add(kernel);
            }
        }
        Set<IndexCheck> checks = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            checks.addAll(draft.lowering.checks());
        }
        List<Launch> launches = Launches.of(kernels);
        int workspaceBytes = MemoryPlan.place(launches);
        return new Plan(graph, launches, leaves, targets, scalars, workspaceBytes, List.copyOf(checks));
    }

    private void numberLeaves() {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof LeafOp.Data) {
                Slot slot = new Slot(
                        Slot.Place.LEAF,
                        leaves.size(),
                        node.type(),
                        node.shape().size(),
                        0);
                slots[node.ordinal] = slot;
                leaves.add(slot);
            } else if (node.op() instanceof LeafOp.Scalar) {
                scalarNumbers[node.ordinal] = scalars.size();
                scalars.add(node.type());
            }
        }
    }

    /** Where each result must lie in the end; most nodes are computed there at once. */
    private List<Slot> placeOutputs(boolean[] aside) {
        List<Slot> targets = new ArrayList<>();
        for (int i = 0; i < graph.outputs().length; i++) {
            Node node = graph.nodes()[graph.outputs()[i]];
            int update = graph.updates()[i];
            checkComputable(node);
            Slot target = update < 0
                    ? new Slot(Slot.Place.OUTPUT, i, node.type(), node.shape().size(), 0)
                    : java.util.Objects.requireNonNull(slots[update]);
            targets.add(target);
            boolean isComputed = fusion.hasMemory(node);
            if (slots[node.ordinal] == null && isComputed && !aside[i]) {
                slots[node.ordinal] = target;
            }
        }
        return targets;
    }

    private Lowering lowering(Shape loops, @Nullable Node accumulator) {
        return new Lowering(this::memory, scalar -> scalarNumbers[scalar.ordinal], loops, accumulator);
    }

    private @Nullable Slot memory(Node node) {
        return fusion.hasMemory(node) ? slots[node.ordinal] : null;
    }

    private static void checkComputable(Node node) {
        if (node.type() == DType.UINT8) {
            throw new IllegalArgumentException(
                    node.op().name() + ": uint8 is for stored data such as images; nothing computes"
                            + " in it.\n  Hint: to(DType.INT64) or to(DType.FLOAT32) first.");
        }
    }

    private void emit(Node node) {
        checkComputable(node);
        Slot slot = slots[node.ordinal];
        if (slot == null) {
            slot = new Slot(
                    Slot.Place.WORKSPACE,
                    workspaceSlots++,
                    node.type(),
                    node.shape().size(),
                    0);
        }
        slots[node.ordinal] = null;
        if (node.op() instanceof ConcatOp concat) {
            int start = 0;
            for (int i = 0; i < node.inputs(); i++) {
                Node part = node.input(i);
                emitPart(part, slot, concat.axis(), start, node.shape());
                start += part.shape().get(concat.axis());
            }
        } else {
            emitWhole(node, slot);
        }
        slots[node.ordinal] = slot;
    }

    private void emitPart(Node part, Slot slot, int axis, int start, Shape whole) {
        Draft draft = draft(part);
        Symbolic symbolic = new Symbolic(scalar -> scalarNumbers[scalar.ordinal]);
        List<Index> place = new ArrayList<>(Reshape.unravel(draft.contiguous(), part.shape(), symbolic));
        place.set(axis, place.get(axis).plus(start));
        Index address = Index.linear(place.toArray(new Index[0]), whole.strides());
        draft.store(slot, address, draft.lowering.value(fusion.behindReshapes(part)));
        drafts.add(draft);
        if (whole.rank() == 1) {
            hosts.addPart(slot, draft, address);
        }
    }

    private void emitWhole(Node node, Slot slot) {
        Draft draft = draft(node);
        Node inner = fusion.behindReshapes(node);
        Expr value = draft.lowering.value(inner);
        if (draft.accumulator == null) {
            List<Hosts.Part> parts = hosts.parts(draft, slot);
            for (Hosts.Part part : parts) {
                Expr there = part.draft().lowering.value(inner, List.of(part.place()));
                part.draft().store(slot, part.place(), there);
                hosts.addPart(slot, part.draft(), part.place());
            }
            if (!parts.isEmpty()) {
                return;
            }
            Draft host = hosts.host(draft, slot);
            if (host != null) {
                host.store(slot, host.contiguous(), host.lowering.value(inner));
                return;
            }
        }
        drafts.add(draft);
        draft.store(slot, draft.contiguous(), value);
    }

    private Draft draft(Node node) {
        Node inner = fusion.behindReshapes(node);
        boolean isComputed = inner == node || !fusion.hasMemory(inner);
        Node accumulator = isComputed ? fusion.accumulator(inner) : null;
        Shape loops = inner.shape();
        return new Draft(lowering(loops, accumulator), loops, accumulator);
    }

    /** The outputs that must be computed aside, or the given array itself if there are no others. */
    private boolean[] unsafeUpdates(List<Slot> targets, boolean[] aside) {
        boolean[] result = aside;
        for (int i = 0; i < targets.size(); i++) {
            int update = graph.updates()[i];
            if (update >= 0 && !aside[i] && readsAfterWrite(graph.nodes()[update], targets.get(i))) {
                result = result == aside ? aside.clone() : result;
                result[i] = true;
            }
        }
        return result;
    }

    /** Whether a kernel wants the old value of an element of a leaf that this or an earlier kernel may already have replaced. */
    private boolean readsAfterWrite(Node leaf, Slot slot) {
        boolean written = false;
        for (Draft draft : drafts) {
            written |= draft.storesTo(slot);
            for (Lowering.Read read : draft.lowering.reads()) {
                if (written && read.node() == leaf && !draft.storesAt(slot, read.address())) {
                    return true;
                }
            }
        }
        return false;
    }
}
