package nabla.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * What a kernel does with a slot's memory.
 *
 * @param address where: of the kernel's loops
 * @param written whether it stores there; else it reads
 */
record Access(Slot slot, Index address, boolean written) {
    /** All accesses of a kernel, including the indices of gathers. */
    static List<Access> of(Kernel kernel) {
        List<Access> accesses = new ArrayList<>();
        for (Store store : kernel.stores()) {
            accesses.add(new Access(store.slot(), store.address(), true));
            addLookups(store.address(), accesses);
        }
        for (Load load : kernel.loads()) {
            accesses.addAll(of(load));
        }
        return accesses;
    }

    /** What a load reads, including the indices of gathers. */
    static List<Access> of(Load load) {
        List<Access> accesses = new ArrayList<>();
        if (load instanceof Load.Memory memory) {
            accesses.add(new Access(memory.slot(), memory.address(), false));
            addLookups(memory.address(), accesses);
            addLookups(memory.bounds(), accesses);
        } else if (load instanceof Load.Position position) {
            addLookups(position.index(), accesses);
        } else if (load instanceof Load.Inside inside) {
            addLookups(inside.bounds(), accesses);
        }
        return accesses;
    }

    private static void addLookups(List<Bound> bounds, List<Access> accesses) {
        for (Bound bound : bounds) {
            addLookups(bound.value(), accesses);
        }
    }

    private static void addLookups(Index index, List<Access> accesses) {
        for (int i = 0; i < index.terms(); i++) {
            Atom atom = index.atom(i);
            if (atom instanceof Atom.Lookup lookup) {
                accesses.add(new Access(lookup.slot(), lookup.address(), false));
                addLookups(lookup.address(), accesses);
            } else if (atom instanceof Atom.Quotient quotient) {
                addLookups(quotient.of(), accesses);
            } else if (atom instanceof Atom.Remainder remainder) {
                addLookups(remainder.of(), accesses);
            }
        }
    }

    /** Whether the order of the two matters: one writes what the other touches. */
    boolean conflictsWith(Access other) {
        return slot == other.slot
                && (written || other.written)
                && address.min() <= other.address.max()
                && other.address.min() <= address.max();
    }

    /** Whether row r of the one and another row of the other never touch the same element: both step by rows as long. */
    boolean staysInRowsOf(Access other) {
        int stride = address.strideOf(0);
        if (stride <= 0
                || stride != other.address.strideOf(0)
                || !address.variesOnlyLinearly(0)
                || !other.address.variesOnlyLinearly(0)) {
            return false;
        }
        Index mine = withoutRow();
        Index theirs = other.withoutRow();
        return Math.max(mine.max(), theirs.max()) - Math.min(mine.min(), theirs.min()) < stride;
    }

    private Index withoutRow() {
        for (int term = 0; term < address.terms(); term++) {
            if (address.atom(term) instanceof Atom.Loop loop && loop.axis() == 0) {
                return address.minus(Loops.term(address, term));
            }
        }
        return address;
    }
}
