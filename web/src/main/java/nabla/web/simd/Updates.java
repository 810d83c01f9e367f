package nabla.web.simd;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.Expr;
import nabla.op.Primitive;

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

    /**
     * A contraction and what is computed from its results, as two kernels; or the kernel itself where there is nothing to
     * part. Tiles hold their results in registers, and an optimizer's update beside them leaves too few: passing over the
     * results once more is quicker, while they are in the cache.
     */
    static List<Kernel> apart(Kernel kernel) {
        Store results = null;
        for (Store store : kernel.stores()) {
            if (store.value().primitive() == Primitive.ACCUMULATOR && !reads(kernel, store.slot())) {
                results = store;
            }
        }
        if (results == null || kernel.stores().size() == 1 || !kernel.isContraction()) {
            return List.of(kernel);
        }
        List<Load> loads = new ArrayList<>();
        loads.add(new Load.Memory(results.slot(), results.address(), List.of()));
        List<Store> others = new ArrayList<>(kernel.stores());
        others.remove(results);
        List<Expr> before = new ArrayList<>();
        for (Store store : others) {
            before.add(store.value());
        }
        List<Expr> values = Expr.substitute(
                before,
                number -> kept(kernel.loads().get(number), loads),
                Expr.input(0, results.value().type()));
        List<Store> stores = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            stores.add(new Store(others.get(i).slot(), others.get(i).address(), values.get(i)));
        }
        return List.of(
                new Kernel(
                        kernel.label(),
                        kernel.loads(),
                        kernel.extents(),
                        kernel.reduced(),
                        kernel.reduction(),
                        kernel.body(),
                        List.of(results)),
                new Kernel(kernel.label(), loads, kernel.extents(), new int[0], null, null, stores));
    }

    private static Expr kept(Load load, List<Load> loads) {
        if (!loads.contains(load)) {
            loads.add(load);
        }
        return Expr.input(loads.indexOf(load), load.type());
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
