package nabla.compile;

import java.util.ArrayList;
import java.util.List;

/** What a kernel's loads read, including the indices of gathers. */
final class Reads {
    private Reads() {}

    /** The slots that a load touches. */
    static List<Slot> slots(Load load) {
        List<Slot> slots = new ArrayList<>();
        if (load instanceof Load.Memory memory) {
            slots.add(memory.slot());
            addLookups(memory.address(), slots);
            for (Bound bound : memory.bounds()) {
                addLookups(bound.value(), slots);
            }
        } else if (load instanceof Load.Position position) {
            addLookups(position.index(), slots);
        } else if (load instanceof Load.Inside inside) {
            for (Bound bound : inside.bounds()) {
                addLookups(bound.value(), slots);
            }
        }
        return slots;
    }

    private static void addLookups(Index index, List<Slot> slots) {
        for (int i = 0; i < index.terms(); i++) {
            Atom atom = index.atom(i);
            if (atom instanceof Atom.Lookup lookup) {
                slots.add(lookup.slot());
                addLookups(lookup.address(), slots);
            } else if (atom instanceof Atom.Quotient quotient) {
                addLookups(quotient.of(), slots);
            } else if (atom instanceof Atom.Remainder remainder) {
                addLookups(remainder.of(), slots);
            }
        }
    }
}
