package nabla.web.webgpu.wgsl;

import nabla.compile.Slot;
import nabla.op.DType;

/**
 * A GPU buffer as a shader sees it. Slots of one region share a binding, since WebGPU forbids to bind one buffer twice in
 * a dispatch that writes it.
 *
 * @param kind what memory it is
 * @param number the leaf's or output's position in the plan; 0 for the other kinds
 */
public record Region(Kind kind, int number) {
    /** The variable of the heap. */
    static final String HEAP = Kind.HEAP.label;

    /** Buffers up to this many bytes lie in the heap, bigger ones in GPU buffers of their own. */
    public static final int SMALL_BYTES = 64 * 1024;

    /** The kinds of regions. */
    public enum Kind {
        WORKSPACE("work"),
        /** Many small buffers in one; where each begins is a number of the run. */
        HEAP("heap"),
        LEAF("leaf"),
        OUTPUT("out");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** Where a slot lies. */
    public static Region of(Slot slot) {
        if (slot.place() == Slot.Place.WORKSPACE) {
            return new Region(Kind.WORKSPACE, 0);
        }
        if (isSmall(slot.type(), slot.size())) {
            return new Region(Kind.HEAP, 0);
        }
        return new Region(slot.place() == Slot.Place.LEAF ? Kind.LEAF : Kind.OUTPUT, slot.number());
    }

    /** Whether a buffer of this size lies in the heap. */
    public static boolean isSmall(DType type, int size) {
        return (long) size * type.bytes() <= SMALL_BYTES;
    }

    /** The name of its variable, such as {@code leaf2}. */
    @Override
    public String toString() {
        return kind == Kind.LEAF || kind == Kind.OUTPUT ? kind.label + number : kind.label;
    }
}
