package nabla.compile;

import java.util.ArrayList;
import java.util.HashSet;
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
    /** Storage buffers that WebGPU guarantees a kernel, less the workspace. */
    private static final int EXTERNAL_SLOTS = 7;

    private final Graph graph;
    private final Fusion fusion;
    private final @Nullable Slot[] slots;
    private final int[] scalarNumbers;
    private final List<Slot> leaves = new ArrayList<>();
    private final List<DType> scalars = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private int workspaceSlots;

    /** A kernel in the making. */
    private static final class Draft {
        final Lowering lowering;
        final Shape loops;
        final @Nullable Node accumulator;
        final @Nullable Expr body;
        final List<Store> stores = new ArrayList<>();

        Draft(Lowering lowering, Shape loops, @Nullable Node accumulator) {
            this.lowering = lowering;
            this.loops = loops;
            this.accumulator = accumulator;
            body = lowering.body();
        }

        boolean storesTo(Slot slot) {
            for (Store store : stores) {
                if (store.slot() == slot) {
                    return true;
                }
            }
            return false;
        }

        Set<Slot> externalSlots() {
            Set<Slot> external = new HashSet<>();
            for (Store store : stores) {
                external.add(store.slot());
            }
            for (Load load : lowering.loads()) {
                for (Access read : Access.of(load)) {
                    external.add(read.slot());
                }
            }
            external.removeIf(slot -> slot.place() == Slot.Place.WORKSPACE);
            return external;
        }

        Kernel kernel() {
            return Loops.merged(new Kernel(
                    lowering.label(),
                    List.copyOf(lowering.loads()),
                    loops.toArray(),
                    lowering.reduced(),
                    lowering.reduction(),
                    body,
                    List.copyOf(stores)));
        }
    }

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
                copy.stores.add(new Store(targets.get(i), contiguous(copy, node.shape()), copy.lowering.value(node)));
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
        List<Index> place = new ArrayList<>(Reshape.unravel(contiguous(draft, draft.loops), part.shape(), symbolic));
        place.set(axis, place.get(axis).plus(start));
        Index address = Index.linear(place.toArray(new Index[0]), whole.strides());
        draft.stores.add(new Store(slot, address, draft.lowering.value(fusion.behindReshapes(part))));
        drafts.add(draft);
    }

    private void emitWhole(Node node, Slot slot) {
        Draft draft = draft(node);
        Node inner = fusion.behindReshapes(node);
        Expr value = draft.lowering.value(inner);
        Draft host = draft.accumulator == null ? host(draft, slot) : null;
        if (host != null) {
            draft = host;
            value = draft.lowering.value(inner);
        } else {
            drafts.add(draft);
        }
        Index address = contiguous(draft, draft.loops);
        draft.stores.add(new Store(slot, address, value));
        draft.lowering.know(slot, address, value);
    }

    private Draft draft(Node node) {
        Node inner = fusion.behindReshapes(node);
        boolean isComputed = inner == node || !fusion.hasMemory(inner);
        Node accumulator = isComputed ? fusion.accumulator(inner) : null;
        Shape loops = inner.shape();
        return new Draft(lowering(loops, accumulator), loops, accumulator);
    }

    private static Index contiguous(Draft draft, Shape shape) {
        return Index.linear(draft.lowering.at().toArray(new Index[0]), shape.strides());
    }

    /** The latest kernel of maps over the same elements that could store this one's value as well, or null. */
    private @Nullable Draft host(Draft draft, Slot slot) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Draft candidate = drafts.get(i);
            if (canHost(candidate, draft, slot)) {
                return candidate;
            }
            for (Load load : draft.lowering.loads()) {
                for (Access read : Access.of(load)) {
                    if (candidate.storesTo(read.slot())) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    private static boolean canHost(Draft candidate, Draft draft, Slot slot) {
        if (candidate.accumulator != null || !candidate.loops.equals(draft.loops)) {
            return false;
        }
        for (Store store : candidate.stores) {
            if (!store.address().equals(contiguous(candidate, candidate.loops))) {
                return false;
            }
        }
        for (Load load : draft.lowering.loads()) {
            boolean sameElement = load instanceof Load.Memory memory
                    && memory.address().equals(contiguous(draft, draft.loops))
                    && memory.bounds().isEmpty();
            for (Access read : Access.of(load)) {
                if (candidate.storesTo(read.slot()) && !sameElement) {
                    return false;
                }
            }
        }
        Set<Slot> external = candidate.externalSlots();
        external.addAll(draft.externalSlots());
        external.add(slot);
        return external.size() <= EXTERNAL_SLOTS;
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
                if (written && read.node() == leaf && !storesAt(draft, slot, read.address())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean storesAt(Draft draft, Slot slot, @Nullable Index address) {
        for (Store store : draft.stores) {
            if (address != null && store.slot() == slot && store.address().equals(address)) {
                return true;
            }
        }
        return false;
    }
}
