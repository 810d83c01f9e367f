package nabla.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import nabla.op.ContractOp;
import nabla.op.DType;
import nabla.op.Detach;
import nabla.op.Expand;
import nabla.op.Expr;
import nabla.op.GatherOp;
import nabla.op.LeafOp;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.Permute;
import nabla.op.Primitive;
import nabla.op.ReduceOp;
import nabla.op.Reshape;
import nabla.op.Shape;
import nabla.op.ViewOp;
import org.jspecify.annotations.Nullable;

/**
 * Writes one kernel: turns the nodes computed inside it into one expression over loads, by asking for the element at given
 * coordinates and going backwards until memory is reached.
 */
final class Lowering {
    /** An element of a node, as far as it is needed: what has been lowered once is not lowered again. */
    private record Element(int node, List<Index> at, List<Bound> bounds) {}

    /** An element of a node that is read from memory; no address if a gather's indices are read. */
    record Read(Node node, @Nullable Index address) {}

    /** An element of memory. */
    private record Place(Slot slot, Index address) {}

    private final Function<Node, @Nullable Slot> memory;
    private final ToIntFunction<Node> scalarNumber;
    private final Shape loops;
    private final List<Index> at;
    private final List<Load> loads = new ArrayList<>();
    private final Map<Element, Expr> lowered = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Place, Expr> stored = new HashMap<>();
    private final List<Read> reads = new ArrayList<>();
    private final Set<IndexCheck> checks = new LinkedHashSet<>();
    private final @Nullable Node accumulator;
    private boolean inBody;

    /**
     * @param memory the slot that a node is read from, or null if it is computed inside
     * @param scalarNumber the position of a scalar leaf among the plan's scalars
     * @param loops the shape of the output loops
     * @param accumulator what the kernel accumulates, of that shape, or null
     */
    Lowering(
            Function<Node, @Nullable Slot> memory,
            ToIntFunction<Node> scalarNumber,
            Shape loops,
            @Nullable Node accumulator) {
        this.memory = memory;
        this.scalarNumber = scalarNumber;
        this.loops = loops;
        this.accumulator = accumulator;
        at = new ArrayList<>();
        for (int axis = 0; axis < loops.rank(); axis++) {
            at.add(Index.loop(axis, loops.get(axis)));
        }
    }

    /** The coordinates of the output loops. */
    List<Index> at() {
        return at;
    }

    /** The element of a node at the output loops' coordinates. */
    Expr value(Node node) {
        return value(node, at);
    }

    /** The element of a node at coordinates that follow from the output loops'. */
    Expr value(Node node, List<Index> place) {
        return lower(node, place, List.of());
    }

    /** Says that this kernel stores a value at an address: who reads there gets the value itself. */
    void know(Slot slot, Index address, Expr value) {
        stored.put(new Place(slot, address), value);
    }

    /** The extents of the reduced loops. Over nothing, the reduction's neutral value is reduced once. */
    int[] reduced() {
        if (accumulator == null) {
            return new int[0];
        }
        return reducesNothing() ? new int[] {1} : reduced(accumulator);
    }

    private boolean reducesNothing() {
        for (int extent : accumulator == null ? new int[0] : reduced(accumulator)) {
            if (extent == 0) {
                return true;
            }
        }
        return false;
    }

    private static int[] reduced(Node accumulator) {
        if (accumulator.op() instanceof ContractOp contract) {
            return contract.reduced(accumulator);
        }
        ReduceOp reduce = (ReduceOp) accumulator.op();
        int[] axes = reduce.axes();
        int[] extents = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            extents[i] = accumulator.input(0).shape().get(axes[i]);
        }
        return extents;
    }

    @Nullable
    Reduction reduction() {
        if (accumulator == null) {
            return null;
        }
        if (!(accumulator.op() instanceof ReduceOp reduce)) {
            return Reduction.SUM;
        }
        return switch (reduce.kind()) {
            case SUM -> Reduction.SUM;
            case PRODUCT -> Reduction.PRODUCT;
            case MAXIMUM, FIRST_MAXIMUM -> Reduction.MAXIMUM;
            case MINIMUM, FIRST_MINIMUM -> Reduction.MINIMUM;
            case ARGMAX -> Reduction.ARGMAX;
            case ARGMIN -> Reduction.ARGMIN;
        };
    }

    /** What is reduced, over output and reduced loops; null if nothing is. */
    @Nullable
    Expr body() {
        if (accumulator == null) {
            return null;
        }
        if (reducesNothing()) {
            return Expr.constant(neutral(), accumulator.input(0).type());
        }
        List<Index> inner = new ArrayList<>();
        int[] reduced = reduced();
        for (int i = 0; i < reduced.length; i++) {
            inner.add(Index.loop(loops.rank() + i, reduced[i]));
        }
        inBody = true;
        Expr body = accumulator.op() instanceof ContractOp contract
                ? factor(contract, accumulator, inner, 0).mul(factor(contract, accumulator, inner, 1))
                : lower(accumulator.input(0), merged(accumulator, inner), List.of());
        inBody = false;
        return body;
    }

    private double neutral() {
        Reduction reduction = reduction();
        if (reduction == null) {
            return 0;
        }
        return switch (reduction) {
            case SUM, ARGMAX, ARGMIN -> 0;
            case PRODUCT -> 1;
            case MAXIMUM -> Double.NEGATIVE_INFINITY;
            case MINIMUM -> Double.POSITIVE_INFINITY;
        };
    }

    private Expr factor(ContractOp contract, Node node, List<Index> inner, int input) {
        Symbolic symbolic = new Symbolic(scalarNumber);
        List<Index> place =
                input == 0 ? contract.first(at, inner, node, symbolic) : contract.second(at, inner, node, symbolic);
        return lower(node.input(input), place, symbolic.bounds());
    }

    /** Output and reduced coordinates in the order of the reduced input's axes. */
    private List<Index> merged(Node node, List<Index> inner) {
        ReduceOp reduce = (ReduceOp) node.op();
        List<Index> result = new ArrayList<>();
        int kept = 0;
        int dropped = 0;
        for (int axis = 0; axis < node.input(0).shape().rank(); axis++) {
            result.add(reduce.reduces(axis) ? inner.get(dropped++) : at.get(kept++));
        }
        return result;
    }

    /** The operations computed inside, for people. */
    String label() {
        StringBuilder text =
                new StringBuilder(accumulator == null ? "" : accumulator.op().name());
        for (String name : names) {
            if (text.length() < 60) {
                text.append(text.length() == 0 ? "" : "+").append(name);
            }
        }
        return text.length() == 0 ? "copy" : text.toString();
    }

    /** What is read from memory, and which node's value it is. */
    List<Read> reads() {
        return reads;
    }

    /** What leaves that are read as indices must hold. */
    Set<IndexCheck> checks() {
        return checks;
    }

    /** All that the expressions load. */
    List<Load> loads() {
        return loads;
    }

    private Expr lower(Node node, List<Index> place, List<Bound> bounds) {
        Element element = new Element(node.ordinal, place, bounds);
        Expr known = lowered.get(element);
        if (known == null) {
            known = compute(node, place, bounds);
            lowered.put(element, known);
        }
        return known;
    }

    private Expr compute(Node node, List<Index> place, List<Bound> bounds) {
        if (node == accumulator && !inBody) {
            if (!place.equals(at)) {
                throw new IllegalStateException("kernel of " + node + ": its epilogue reads another element");
            }
            return Expr.accumulator(node.type());
        }
        Slot slot = memory.apply(node);
        if (slot != null) {
            Index address =
                    Index.linear(place.toArray(new Index[0]), node.shape().strides());
            // A leaf is what was there before the kernel, even where the kernel replaces it.
            boolean isLeaf = node.op() instanceof LeafOp;
            Expr own = bounds.isEmpty() && !isLeaf ? stored.get(new Place(slot, address)) : null;
            if (own != null) {
                return own;
            }
            reads.add(new Read(node, address));
            return load(new Load.Memory(slot, address, bounds));
        }
        if (node.op() instanceof ViewOp view) {
            return through(view, node, place, bounds);
        }
        if (node.op() instanceof MapOp map) {
            names.add(map.name());
            Expr[] inputs = new Expr[node.inputs()];
            for (int i = 0; i < inputs.length; i++) {
                Node input = node.input(i);
                Symbolic symbolic = new Symbolic(scalarNumber);
                inputs[i] = lower(input, Expand.broadcast(place, input.shape(), symbolic), bounds);
            }
            return map.spelledOut(inputs);
        }
        if (node.op() instanceof GatherOp gather) {
            names.add(gather.name());
            Index index = lookup(gather, node.input(1), gather.indexAt(place), gather.limit(node));
            return lower(node.input(0), gather.sourceAt(place, index, node), bounds);
        }
        if (node.op() instanceof LeafOp.Scalar) {
            return load(new Load.Scalar(scalarNumber.applyAsInt(node), node.type()));
        }
        if (node.op() instanceof LeafOp.Fill fill) {
            return Expr.constant(fill.value(), node.type());
        }
        if (node.op() instanceof LeafOp.Range) {
            return load(new Load.Position(place.get(0)));
        }
        throw new IllegalStateException(node + " should have had memory of its own");
    }

    private Expr through(ViewOp view, Node node, List<Index> place, List<Bound> bounds) {
        Symbolic symbolic = new Symbolic(scalarNumber);
        List<Index> source = view.source(place, node, symbolic);
        if (symbolic.bounds().isEmpty()) {
            return lower(node.input(0), source, bounds);
        }
        List<Bound> all = new ArrayList<>(bounds);
        all.addAll(symbolic.bounds());
        Expr inner = lower(node.input(0), source, all);
        boolean isMemory = inner.primitive() == Primitive.INPUT && loads.get(inner.index()) instanceof Load.Memory;
        if (isMemory && view.outside() == 0) {
            return inner;
        }
        Expr inside = load(new Load.Inside(symbolic.bounds()));
        return inside.where(inner, Expr.constant(view.outside(), node.type()));
    }

    /** The index that an integer node holds at a place. */
    private Index lookup(GatherOp user, Node indices, List<Index> place, int extent) {
        Node node = indices;
        List<Index> where = place;
        Slot slot = memory.apply(node);
        boolean isWhole = true;
        while (slot == null) {
            if (node.op() instanceof GatherOp gather) {
                isWhole = false;
                Index index = lookup(gather, node.input(1), gather.indexAt(where), gather.limit(node));
                where = gather.sourceAt(where, index, node);
            } else if (node.op() instanceof ViewOp view) {
                isWhole &= view instanceof Reshape || view instanceof Permute || view instanceof Detach;
                where = view.source(where, node, new Symbolic(scalarNumber));
            } else {
                throw new IllegalStateException("gather: the indices " + node + " should have had memory of their own");
            }
            node = node.input(0);
            slot = memory.apply(node);
        }
        Index address = Index.linear(where.toArray(new Index[0]), node.shape().strides());
        reads.add(new Read(node, null));
        if (isWhole && slot.place() == Slot.Place.LEAF) {
            checks.add(new IndexCheck(slot.number(), extent, user.name()));
        }
        return Index.of(new Atom.Lookup(slot, address, extent));
    }

    private Expr load(Load load) {
        int position = loads.indexOf(load);
        if (position < 0) {
            position = loads.size();
            loads.add(load);
        }
        DType type = load.type();
        return Expr.input(position, type);
    }
}
