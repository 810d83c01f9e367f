package nabla.web.simd;

import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Slot;
import nabla.compile.Store;

/** What of a kernel replaces values that it has read. */
final class Updates {
    private Updates() {}

    /** Whether the kernel reads the slot (and stores to it: it updates it in place). */
    static boolean reads(Kernel kernel, Slot slot) {
        for (Load load : kernel.loads()) {
            if (load instanceof Load.Memory memory && memory.slot().equals(slot)) {
                return true;
            }
        }
        return false;
    }

    /** Whether computing and storing an element twice does no harm: nothing is updated in place. */
    static boolean isRepeatable(Kernel kernel) {
        for (Store store : kernel.stores()) {
            if (reads(kernel, store.slot())) {
                return false;
            }
        }
        return true;
    }
}
