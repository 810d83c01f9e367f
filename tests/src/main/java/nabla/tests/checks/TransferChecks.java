package nabla.tests.checks;

import static nabla.tests.checks.Build.extents;
import static nabla.tests.checks.Build.in;
import static nabla.tests.checks.Build.load;
import static nabla.tests.checks.Build.map;
import static nabla.tests.checks.Build.strided;

import java.util.List;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.compile.Index;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Expr;

/** Buffers: what is written is read, and calls take effect in the order made. */
final class TransferChecks {
    private static final double[] NONE = {};

    private TransferChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("transfer: every type and many sizes come back as they were", TransferChecks::roundTrip),
                new Check("transfer: several buffers in one read", TransferChecks::several),
                new Check("transfer: an integer of more than 32 bits is refused", TransferChecks::tooBig),
                new Check("transfer: a longer or other array is refused", TransferChecks::misfit),
                new Check("transfer: a part is written from the start", TransferChecks::part),
                new Check("transfer: writes and runs in the order made", b -> order(b, 100)),
                new Check("transfer: writes and runs of big buffers in the order made", b -> order(b, 50_000)),
                new Check("transfer: memory given back is not overwritten too early", TransferChecks::reuse),
                new Check("transfer: many buffers at once", TransferChecks::many),
                new Check("transfer: new small outputs in each of many steps", TransferChecks::manySteps));
    }

    private static void roundTrip(Backend backend) {
        DType[] types = {DType.FLOAT32, DType.INT64, DType.BOOL, DType.UINT8};
        for (DType type : types) {
            for (int size : new int[] {0, 1, 3, 16, 1001, 70_001}) {
                double[] values = Noise.integers(size, type == DType.BOOL ? 2 : 256, size);
                Buffer buffer = backend.allocate(type, size);
                backend.write(buffer, Values.toJava(type, values));
                double[] back = Values.toDoubles(backend.read(buffer)[0]);
                Values.compare(type + " of " + size, values, back, 0);
                backend.free(buffer);
            }
        }
    }

    private static void several(Backend backend) {
        Buffer[] buffers = new Buffer[20];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = backend.allocate(DType.FLOAT32, 1 + 1500 * i);
            backend.write(buffers[i], Values.toJava(DType.FLOAT32, Noise.floats(1 + 1500 * i, i)));
        }
        Object[] back = backend.read(buffers);
        for (int i = 0; i < buffers.length; i++) {
            Values.compare("buffer " + i, Noise.floats(1 + 1500 * i, i), Values.toDoubles(back[i]), 0);
            backend.free(buffers[i]);
        }
    }

    private static void tooBig(Backend backend) {
        Buffer buffer = backend.allocate(DType.INT64, 2);
        refused("a long beyond 32 bits", () -> backend.write(buffer, new long[] {1, 1L << 40}));
    }

    private static void misfit(Backend backend) {
        Buffer buffer = backend.allocate(DType.FLOAT32, 2);
        refused("three elements for two", () -> backend.write(buffer, new float[3]));
        refused("longs for floats", () -> backend.write(buffer, new long[2]));
    }

    private static void refused(String what, Runnable write) {
        try {
            write.run();
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new AssertionError(what + " was not refused");
    }

    private static void part(Backend backend) {
        Buffer buffer = backend.allocate(DType.FLOAT32, 4);
        backend.write(buffer, new float[] {1, 2, 3, 4});
        backend.write(buffer, new float[] {5, 6});
        Values.compare("part", new double[] {5, 6, 3, 4}, Values.toDoubles(backend.read(buffer)[0]), 0);
        backend.free(buffer);
    }

    /** {@code out = a + 1}. */
    private static PlanCheck plusOne(int size) {
        PlanCheck check = new PlanCheck();
        Slot a = check.leaf(DType.FLOAT32, new double[size]);
        Slot out = check.output(DType.FLOAT32, size);
        int[] extents = extents(size);
        Index i = strided(extents, 1);
        return check.kernel(map("plus one", extents, List.of(load(a, i)), new Store(out, i, in(0).add(Expr.ONE))));
    }

    private static void order(Backend backend, int size) {
        Executable executable = backend.compile(plusOne(size).plan());
        Buffer a = backend.allocate(DType.FLOAT32, size);
        Buffer[] results = new Buffer[5];
        for (int i = 0; i < results.length; i++) {
            float[] values = new float[size];
            values[size - 1] = 10 * i;
            backend.write(a, values);
            results[i] = backend.allocate(DType.FLOAT32, size);
            backend.run(executable, new Buffer[] {a}, new Buffer[] {results[i]}, NONE);
        }
        Object[] back = backend.read(results);
        for (int i = 0; i < results.length; i++) {
            double last = Values.toDoubles(back[i])[size - 1];
            Values.compare("result " + i, new double[] {10 * i + 1}, new double[] {last}, 0);
        }
    }

    private static void reuse(Backend backend) {
        int size = 10;
        Executable executable = backend.compile(plusOne(size).plan());
        Buffer[] results = new Buffer[50];
        for (int i = 0; i < results.length; i++) {
            float[] values = new float[size];
            values[0] = i;
            Buffer a = backend.allocate(DType.FLOAT32, size);
            backend.write(a, values);
            results[i] = backend.allocate(DType.FLOAT32, size);
            backend.run(executable, new Buffer[] {a}, new Buffer[] {results[i]}, NONE);
            backend.free(a);
        }
        Object[] back = backend.read(results);
        for (int i = 0; i < results.length; i++) {
            Values.compare("result " + i, new double[] {i + 1}, new double[] {Values.toDoubles(back[i])[0]}, 0);
        }
    }

    private static void many(Backend backend) {
        Buffer[] buffers = new Buffer[300];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = backend.allocate(DType.FLOAT32, 5000);
            backend.write(buffers[i], Values.toJava(DType.FLOAT32, Noise.floats(5000, i)));
        }
        for (int i = 0; i < buffers.length; i += 37) {
            double[] back = Values.toDoubles(backend.read(buffers[i])[0]);
            Values.compare("buffer " + i, Noise.floats(5000, i), back, 0);
        }
        for (Buffer buffer : buffers) {
            backend.free(buffer);
        }
    }

    private static void manySteps(Backend backend) {
        Executable executable = backend.compile(plusOne(1).plan());
        Buffer value = backend.allocate(DType.FLOAT32, 1);
        backend.write(value, new float[] {0});
        for (int i = 0; i < 1000; i++) {
            Buffer next = backend.allocate(DType.FLOAT32, 1);
            backend.run(executable, new Buffer[] {value}, new Buffer[] {next}, NONE);
            backend.free(value);
            value = next;
        }
        Values.compare("count", new double[] {1000}, Values.toDoubles(backend.read(value)[0]), 0);
        backend.free(value);
    }
}
