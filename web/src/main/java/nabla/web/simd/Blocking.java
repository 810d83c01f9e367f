package nabla.web.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Loops;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;

/**
 * Divides the work of a contraction so that what it reads again and again stays in the processor's caches: it pads one
 * picture at a time, and sums up the gradient of a convolution's weights over some pictures at a time.
 */
final class Blocking {
    /** Bytes that stay in a cache of the second level beside other things. */
    private static final int CACHE = 1 << 18;

    /** So many outputs for each value of a sum are few. */
    private static final int MOST_OUTPUTS = 4;

    private final Scratch scratch;

    Blocking(Scratch scratch) {
        this.scratch = scratch;
    }

    /** The steps that do what the kernel does. */
    List<Step> steps(Kernel kernel) {
        Contraction parts = Contraction.of(kernel);
        if (parts == null || kernel.reducedSize() == 0) {
            return List.of(new Step.Run(kernel));
        }
        int rank = kernel.extents().length;
        int pass = passSize(kernel, parts, rank);
        if (pass > 0) {
            return summedInPasses(kernel, pass);
        }
        int pictures = axisOfPictures(kernel);
        if (pictures < 0) {
            return Panels.pay(kernel, parts) ? Panels.steps(kernel, parts, scratch) : padded(kernel, 0);
        }
        Kernel ordered = withFirst(kernel, pictures);
        return List.of(new Step.Repeat(kernel.extents()[pictures], padded(ordered, 1)));
    }

    /** The kernel after copies of the factors that it reads with bounds. */
    private List<Step> padded(Kernel kernel, int bound) {
        Expr body = Objects.requireNonNull(kernel.body());
        List<Step> steps = new ArrayList<>();
        List<Load> loads = new ArrayList<>(kernel.loads());
        for (int i = 0; i < 2; i++) {
            int number = body.argument(i).index();
            if (loads.get(number) instanceof Load.Memory memory
                    && !memory.bounds().isEmpty()) {
                Padding padding = Padding.of(memory, extents(kernel), bound, scratch);
                if (padding != null) {
                    steps.add(new Step.Run(Loops.merged(padding.copy(), bound)));
                    loads.set(number, padding.load());
                }
            }
        }
        steps.add(new Step.Run(new Kernel(
                kernel.label(), loads, kernel.extents(), kernel.reduced(), kernel.reduction(), body, kernel.stores())));
        return steps;
    }

    /** An output loop through what lies side by side in a factor with bounds: of what is padded one by one; -1 if none. */
    private static int axisOfPictures(Kernel kernel) {
        Expr body = Objects.requireNonNull(kernel.body());
        for (int i = 0; i < 2; i++) {
            Load.Memory load = (Load.Memory) kernel.loads().get(body.argument(i).index());
            for (int axis = 0; !load.bounds().isEmpty() && axis < kernel.extents().length; axis++) {
                boolean isFree = load.address().isAffine() && load.address().dependsOn(axis);
                for (int j = 0; j < load.bounds().size() && isFree; j++) {
                    isFree = !load.bounds().get(j).value().dependsOn(axis);
                }
                if (isFree) {
                    return axis;
                }
            }
        }
        return -1;
    }

    /** The kernel with one of its output loops as the outermost. */
    private static Kernel withFirst(Kernel kernel, int first) {
        int[] extents = kernel.extents().clone();
        System.arraycopy(kernel.extents(), 0, extents, 1, first);
        extents[0] = kernel.extents()[first];
        int[] all = extents(kernel);
        return Loops.replace(
                kernel,
                extents,
                kernel.reduced(),
                axis -> Index.loop(axis == first ? 0 : axis < first ? axis + 1 : axis, all[axis]));
    }

    /**
     * How many elements of the first reduced loop to sum up in a pass, so that what all outputs read fits a cache; 0 if the
     * sum need not be divided, or if there are too many outputs to go through them in each pass.
     */
    private static int passSize(Kernel kernel, Contraction parts, int rank) {
        int[] all = extents(kernel);
        if (kernel.reduced().length < 2
                || kernel.outputs() > MOST_OUTPUTS * kernel.reducedSize()
                || !parts.left().address().isAffine()
                || !parts.right().address().isAffine()) {
            return 0;
        }
        long bytes = elements(parts.left(), all) + elements(parts.right(), all);
        bytes *= 4;
        int extent = all[rank];
        int pass = extent;
        while (pass > 1 && (extent % pass != 0 || bytes / extent * pass > CACHE)) {
            pass--;
        }
        return pass < extent ? pass : 0;
    }

    /** How many elements of memory a factor is, about. */
    private static long elements(Load.Memory load, int[] all) {
        return Math.min(
                load.slot().size(), load.address().max() - load.address().min() + 1);
    }

    /** The sum over the first reduced loop in passes, each of which adds to the sums in memory; then the stores. */
    private List<Step> summedInPasses(Kernel kernel, int pass) {
        int rank = kernel.extents().length;
        int[] extents = kernel.extents();
        int passes = kernel.reduced()[0] / pass;
        Slot sums = scratch.take(DType.FLOAT32, kernel.outputs());
        Index address = Index.ZERO;
        for (int axis = 0; axis < rank; axis++) {
            address = address.times(extents[axis]).plus(Index.loop(axis, extents[axis]));
        }
        Index place = address;
        int number = kernel.loads().size();
        Kernel clear = new Kernel(
                "clear", List.of(), extents, new int[0], null, null, List.of(new Store(sums, place, Expr.ZERO)));
        List<Load> loads = new ArrayList<>(kernel.loads());
        loads.add(new Load.Memory(sums, place, List.of()));
        Expr before = Expr.input(number, DType.FLOAT32);
        Expr sum = Expr.accumulator(DType.FLOAT32).add(before);
        int[] outer = new int[rank + 1];
        System.arraycopy(extents, 0, outer, 1, rank);
        outer[0] = passes;
        int[] reduced = kernel.reduced().clone();
        reduced[0] = pass;
        IntFunction<Index> loops = axis -> axis == rank
                ? Index.loop(0, passes).times(pass).plus(Index.loop(rank + 1, pass))
                : Index.loop(axis + 1, axis < rank ? extents[axis] : reduced[axis - rank]);
        Kernel adding = new Kernel(
                kernel.label(),
                loads,
                extents,
                kernel.reduced(),
                kernel.reduction(),
                kernel.body(),
                List.of(new Store(sums, place, sum)));
        Kernel storing = new Kernel(kernel.label(), loads, extents, new int[0], null, null, finished(kernel, before));
        return List.of(
                new Step.Run(Loops.merged(clear)),
                new Step.Repeat(passes, padded(Loops.replace(adding, outer, reduced, loops), 1)),
                new Step.Run(Loops.merged(storing)));
    }

    /** The kernel's stores with an expression for the sum. */
    private static List<Store> finished(Kernel kernel, Expr sum) {
        List<Expr> values = new ArrayList<>();
        for (Store store : kernel.stores()) {
            values.add(store.value());
        }
        values = Expr.substitute(
                values, input -> Expr.input(input, kernel.loads().get(input).type()), sum);
        List<Store> stores = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Store store = kernel.stores().get(i);
            stores.add(new Store(store.slot(), store.address(), values.get(i)));
        }
        return stores;
    }

    private static int[] extents(Kernel kernel) {
        int rank = kernel.extents().length;
        int[] extents = Arrays.copyOf(kernel.extents(), rank + kernel.reduced().length);
        System.arraycopy(kernel.reduced(), 0, extents, rank, kernel.reduced().length);
        return extents;
    }
}
