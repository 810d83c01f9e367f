package nabla.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import nabla.op.Coordinates;
import nabla.op.Node;

/** Coordinates as symbolic indexes; what must hold of them is collected as bounds. */
public final class Symbolic implements Coordinates<Index> {
    private final ToIntFunction<Node> scalarNumber;
    private final List<Bound> bounds = new ArrayList<>();

    public Symbolic(ToIntFunction<Node> scalarNumber) {
        this.scalarNumber = scalarNumber;
    }

    /** What was required and does not hold anyway. */
    public List<Bound> bounds() {
        return bounds;
    }

    @Override
    public Index constant(int value) {
        return Index.constant(value);
    }

    @Override
    public Index plus(Index a, Index b) {
        return a.plus(b);
    }

    @Override
    public Index plus(Index a, int b) {
        return a.plus(b);
    }

    @Override
    public Index times(Index a, int factor) {
        return a.times(factor);
    }

    @Override
    public Index dividedBy(Index a, int divisor) {
        return a.dividedBy(divisor);
    }

    @Override
    public Index modulo(Index a, int divisor) {
        return a.modulo(divisor);
    }

    @Override
    public Index argument(Node scalar, int limit) {
        return Index.of(new Atom.Argument(scalarNumber.applyAsInt(scalar), limit));
    }

    @Override
    public void require(Index value, int extent) {
        Bound bound = new Bound(value, extent);
        if (!bound.always()) {
            bounds.add(bound);
        }
    }
}
