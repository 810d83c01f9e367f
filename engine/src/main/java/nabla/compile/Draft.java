package nabla.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.op.Expr;
import nabla.op.Node;
import nabla.op.Shape;
import org.jspecify.annotations.Nullable;

/** A kernel in the making: its loops and what it reduces are fixed, stores may still be added. */
final class Draft {
    final Lowering lowering;
    final Shape loops;
    final @Nullable Node accumulator;
    private final @Nullable Expr body;
    private final List<Store> stores = new ArrayList<>();

    Draft(Lowering lowering, Shape loops, @Nullable Node accumulator) {
        this.lowering = lowering;
        this.loops = loops;
        this.accumulator = accumulator;
        body = lowering.body();
    }

    /** The address of the loops' element in dense memory of their shape. */
    Index contiguous() {
        return Index.linear(lowering.at().toArray(new Index[0]), loops.strides());
    }

    /** Adds a store; whoever reads there in this kernel gets the value itself. */
    void store(Slot slot, Index address, Expr value) {
        stores.add(new Store(slot, address, value));
        lowering.know(slot, address, value);
    }

    boolean storesTo(Slot slot) {
        for (Store store : stores) {
            if (store.slot() == slot) {
                return true;
            }
        }
        return false;
    }

    boolean storesAt(Slot slot, @Nullable Index address) {
        for (Store store : stores) {
            if (address != null && store.slot() == slot && store.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether all stores go to the loops' element in dense memory. */
    boolean isDense() {
        Index dense = contiguous();
        for (Store store : stores) {
            if (!store.address().equals(dense)) {
                return false;
            }
        }
        return true;
    }

    /** What is touched outside the workspace. */
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
