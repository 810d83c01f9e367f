package nabla.compile;

/** Numbers for indexes: the counters of the loops, the run's scalars and what lookups read. For interpreters. */
public interface IndexValue {
    /** What the index of a gather holds at an address. */
    int lookup(Slot slot, int address);

    /** The run's scalar. */
    int argument(int scalar);

    /** The value of an index for these loop counters. */
    default int of(Index index, int[] counters) {
        int value = index.constant();
        for (int i = 0; i < index.terms(); i++) {
            value += index.coefficient(i) * of(index.atom(i), counters);
        }
        return value;
    }

    /** The value of an atom for these loop counters. */
    default int of(Atom atom, int[] counters) {
        if (atom instanceof Atom.Loop loop) {
            return counters[loop.axis()];
        }
        if (atom instanceof Atom.Quotient quotient) {
            return Math.floorDiv(of(quotient.of(), counters), quotient.by());
        }
        if (atom instanceof Atom.Remainder remainder) {
            return Math.floorMod(of(remainder.of(), counters), remainder.by());
        }
        if (atom instanceof Atom.Lookup lookup) {
            return lookup.checked(lookup(lookup.slot(), of(lookup.address(), counters)));
        }
        return argument(((Atom.Argument) atom).scalar());
    }
}
