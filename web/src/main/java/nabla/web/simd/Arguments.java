package nabla.web.simd;

import nabla.compile.Plan;
import nabla.compile.Slot;

/**
 * Where the arguments of a run lie in memory: 32-bit words that the compiled code reads through its only parameter. First
 * the workspace's address, then the leaves', then the outputs', then the scalars, whether to clear
 * {@link Denormals}, last a {@link Finding}.
 */
record Arguments(int leaves, int outputs, int scalars) {
    static Arguments of(Plan plan) {
        return new Arguments(
                plan.leaves().size(), plan.outputs().size(), plan.scalars().size());
    }

    int workspace() {
        return 0;
    }

    /** The offset in bytes of the address of a leaf or output. */
    int address(Slot slot) {
        return slot.place() == Slot.Place.LEAF ? leaf(slot.number()) : output(slot.number());
    }

    int leaf(int number) {
        return 4 * (1 + number);
    }

    int output(int number) {
        return 4 * (1 + leaves + number);
    }

    int scalar(int number) {
        return 4 * (1 + leaves + outputs + number);
    }

    /** The offset in bytes of whether the run clears denormal numbers. */
    int clears() {
        return scalar(scalars);
    }

    /** The offset in bytes of what the run found. */
    int finding() {
        return clears() + 4;
    }

    int bytes() {
        return finding() + 4 * Finding.WORDS;
    }
}
