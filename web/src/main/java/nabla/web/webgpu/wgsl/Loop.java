package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Atom;

/** A loop of the kernel, from 0 to {@code extent} - 1. */
record Loop(int axis, int extent) {
    /** The counter's name. */
    String name() {
        return "i" + axis;
    }

    boolean moves(Atom atom) {
        return atom.dependsOn(axis);
    }

    /** Loops of these extents, the first of which is the kernel's loop {@code axis}. */
    static List<Loop> all(int axis, int[] extents) {
        List<Loop> loops = new ArrayList<>();
        for (int i = 0; i < extents.length; i++) {
            loops.add(new Loop(axis + i, extents[i]));
        }
        return loops;
    }

    /** These axes of a kernel's output loops. */
    static List<Loop> chosen(int[] axes, int[] extents) {
        List<Loop> loops = new ArrayList<>();
        for (int axis : axes) {
            loops.add(new Loop(axis, extents[axis]));
        }
        return loops;
    }

    /** How often they run together. */
    static int product(List<Loop> loops) {
        int product = 1;
        for (Loop loop : loops) {
            product *= loop.extent;
        }
        return product;
    }
}
