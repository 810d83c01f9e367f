package nabla.tests.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.backend.OutOfMemoryException;
import nabla.compile.Index;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.runtime.Device;
import nabla.web.webgpu.Counters;
import nabla.web.webgpu.DeviceLostException;
import nabla.web.webgpu.Opening;
import nabla.web.webgpu.WebGpuBackend;
import nabla.web.webgpu.wgsl.Tuning;

/** What only the webgpu backend promises: how few calls a step makes, and what it says when something fails. */
final class WebGpuChecks {
    private static final int STEPS = 50;

    private WebGpuChecks() {}

    static List<Check> all(WebGpuBackend backend) {
        boolean isGpu = backend.tuning().cooperative();
        List<Check> checks = new ArrayList<>();
        if (isGpu) {
            checks.add(new Check("webgpu: timing tiles changes no bit", unused -> timedTiles()));
        }
        checks.addAll(List.of(
                new Check(
                        "webgpu: a steady step of the MLP makes nothing and shares its submit",
                        unused -> steadyState(backend, "the MLP at batch 10", Programs::mlp, isGpu ? 8 : 9)),
                new Check(
                        "webgpu: a steady step of LeNet makes nothing and shares its submit",
                        unused -> steadyState(backend, "LeNet at batch 4", Programs::lenet, isGpu ? 14 : 17)),
                new Check("webgpu: a step whose loss is read makes nothing", unused -> readSteps(backend)),
                new Check("webgpu: a GPU splits few long sums in parts", unused -> longSums(backend)),
                new Check("webgpu: freed memory serves later runs of its batch", unused -> freed(backend)),
                new Check("webgpu: what is not chosen may be beyond 32 bits", WebGpuChecks::unchosen),
                new Check("webgpu: a buffer that the GPU does not allow is refused", WebGpuChecks::tooBig),
                new Check("webgpu: a kernel with too many buffers is refused", WebGpuChecks::tooMany),
                new Check("webgpu: once the device is gone every call says so", unused -> gone(backend))));
        return checks;
    }

    /** A second device, whose tiles are timed while the program yields. */
    private static void timedTiles() {
        Opening opening = Opening.open(Tuning.GPU.withTiming(60_000));
        WebGpuBackend timed = opening.backend();
        if (timed == null) {
            throw new IllegalStateException(opening.reason());
        }
        Device before = Device.standard();
        Device.setStandard(new Device(timed));
        try {
            Tensor a = Tensor.rand(96, 80);
            Tensor b = Tensor.rand(80, 70);
            float[] untimed = a.matmul(b).toArray();
            int pipelines = timed.counters().pipelines();
            for (int i = 0; i < 20; i++) {
                timed.settle();
            }
            int sizes = timed.counters().pipelines() - pipelines;
            if (sizes < 3) {
                throw new AssertionError("only " + sizes + " more shaders were timed");
            }
            if (!Arrays.equals(a.matmul(b).toArray(), untimed)) {
                throw new AssertionError("other bits after the tiles were timed");
            }
            int submits = timed.counters().submits();
            timed.settle();
            expect("submits once all is timed", 0, timed.counters().submits() - submits);
        } finally {
            Device.setStandard(before);
            timed.close();
        }
    }

    /** The gradient of a small weight over a long batch, whose length no number of parts divides. */
    private static void longSums(WebGpuBackend backend) {
        int rows = 6;
        int columns = 25;
        int length = 20_011;
        int[] all = Build.extents(rows, columns, length);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot weight = check.randomLeaf(rows * columns);
        check.updates(weight);
        Index element = Build.strided(all, columns, 1);
        List<Load> loads = List.of(
                Build.load(check.randomLeaf(length * rows), Build.strided(all, 1, 0, rows)),
                Build.load(check.randomLeaf(length * columns), Build.strided(all, 0, 1, columns)),
                Build.load(weight, element));
        Expr next = Build.in(2).sub(Build.acc().mul(Expr.constant(0.1)));
        Expr product = Build.in(0).mul(Build.in(1));
        check.kernel(Build.reduce(
                "gradient",
                Build.extents(rows, columns),
                Build.extents(length),
                loads,
                Reduction.SUM,
                product,
                new Store(weight, element, next)));
        Counters start = backend.counters();
        check.run(backend, 3);
        int dispatches = backend.counters().since(start).dispatches();
        int expected = backend.tuning().cooperative() ? 6 : 3;
        if (dispatches != expected) {
            throw new AssertionError(dispatches + " dispatches instead of " + expected);
        }
    }

    /** What is written to memory that a recorded run reads may not reach that run. */
    private static void freed(WebGpuBackend backend) {
        int size = 40_004;
        PlanCheck check = new PlanCheck();
        Index i = Build.strided(Build.extents(size), 1);
        List<Load> loads = List.of(Build.load(check.leaf(DType.FLOAT32, new double[size]), i));
        Expr next = Build.in(0).add(Expr.ONE);
        check.kernel(
                Build.map("next", Build.extents(size), loads, new Store(check.output(DType.FLOAT32, size), i, next)));
        Executable executable = backend.compile(check.plan());
        Buffer[] results = new Buffer[4];
        int buffers = 0;
        for (int n = 0; n < results.length; n++) {
            Buffer leaf = backend.allocate(DType.FLOAT32, size);
            backend.write(leaf, ones(size, n));
            results[n] = backend.allocate(DType.FLOAT32, size);
            backend.run(executable, new Buffer[] {leaf}, new Buffer[] {results[n]}, new double[0]);
            backend.free(leaf);
            if (n == 0) {
                buffers = backend.counters().buffers();
            }
        }
        expect(
                "buffers but for the results",
                results.length - 1,
                backend.counters().buffers() - buffers);
        Object[] arrays = backend.read(results);
        for (int n = 0; n < results.length; n++) {
            if (((float[]) arrays[n])[size - 1] != n + 1) {
                throw new AssertionError(((float[]) arrays[n])[size - 1] + " instead of " + (n + 1));
            }
            backend.free(results[n]);
        }
    }

    private static float[] ones(int size, int times) {
        float[] values = new float[size];
        Arrays.fill(values, times);
        return values;
    }

    private static void unchosen(Backend backend) {
        Device before = Device.standard();
        Device.setStandard(new Device(backend));
        try {
            Tensor numbers = Tensor.tensor(new long[] {2_000_000_000, 3, -2_000_000_000});
            Tensor none = Tensor.zeros(3).to(DType.INT64);
            double sum = numbers.eq(3).where(numbers.mul(numbers), none).sum().item();
            if (sum != 9) {
                throw new AssertionError(sum + " instead of 9");
            }
        } finally {
            Device.setStandard(before);
        }
    }

    private static void tooBig(Backend backend) {
        try {
            backend.allocate(DType.FLOAT32, Integer.MAX_VALUE);
        } catch (OutOfMemoryException expected) {
            String message = String.valueOf(expected.getMessage());
            String begin = "webgpu: a buffer of 8589934592 bytes is needed, but this GPU allows ";
            if (message.startsWith(begin) && message.contains("% of what was asked for")) {
                Notes.say(message);
                return;
            }
            throw expected;
        }
        throw new AssertionError("8 GB in one buffer were not refused");
    }

    private static void tooMany(Backend backend) {
        int count = 200;
        int size = 20_000;
        PlanCheck check = new PlanCheck();
        int[] extents = Build.extents(size);
        Index i = Build.strided(extents, 1);
        List<Load> loads = new ArrayList<>();
        Expr sum = Expr.ZERO;
        for (int n = 0; n < count; n++) {
            loads.add(Build.load(check.leaf(DType.FLOAT32, new double[size]), i));
            sum = sum.add(Build.in(n));
        }
        check.kernel(Build.map("sum of many", extents, loads, new Store(check.output(DType.FLOAT32, size), i, sum)));
        try {
            backend.compile(check.plan());
        } catch (IllegalArgumentException expected) {
            if (String.valueOf(expected.getMessage()).contains("sum of many uses 201 buffers")) {
                return;
            }
            throw expected;
        }
        throw new AssertionError("a kernel with " + count + " buffers was not refused");
    }

    /** Comes last: there is no way back. */
    private static void gone(WebGpuBackend backend) {
        Buffer buffer = backend.allocate(DType.FLOAT32, 4);
        backend.close();
        expectLost(() -> backend.allocate(DType.FLOAT32, 4));
        expectLost(() -> backend.write(buffer, new float[4]));
        expectLost(() -> backend.read(buffer));
        expectLost(backend::settle);
    }

    private static void expectLost(Runnable call) {
        try {
            call.run();
        } catch (DeviceLostException expected) {
            return;
        }
        throw new AssertionError("a call to a closed device did not fail");
    }

    private static void steadyState(
            WebGpuBackend backend, String name, Supplier<Programs.Training> program, int dispatches) {
        Device before = Device.standard();
        Device device = new Device(backend);
        Device.setStandard(device);
        try {
            Programs.Training training = program.get();
            List<Tensor> losses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                losses.add(training.step());
            }
            backend.settle();
            Counters start = backend.counters();
            for (int i = 0; i < STEPS; i++) {
                losses.add(training.step());
            }
            backend.settle();
            Counters made = backend.counters().since(start);
            expect("dispatches", STEPS * dispatches, made.dispatches());
            expect("bind groups", 0, made.bindGroups());
            expect("buffers", 0, made.buffers());
            expect("pipelines", 0, made.pipelines());
            expect("reads", 0, made.reads());
            expect("writes, one a submit", made.submits(), made.writes());
            Notes.say("WebGPU calls in " + STEPS + " steady steps of " + name + ": " + made.dispatches()
                    + " dispatches, " + made.submits() + " submits, " + made.bindGroups() + " bind groups, "
                    + made.buffers() + " buffers, " + made.pipelines() + " pipelines, " + made.writes() + " writes.");
            if (made.submits() < 1 || made.submits() > STEPS) {
                throw new AssertionError(made.submits() + " submits for " + STEPS + " steps");
            }
        } finally {
            Device.setStandard(before);
        }
    }

    private static void readSteps(WebGpuBackend backend) {
        Device before = Device.standard();
        Device.setStandard(new Device(backend));
        try {
            Programs.Training training = Programs.mlp();
            for (int i = 0; i < 5; i++) {
                training.step().item();
            }
            Counters start = backend.counters();
            for (int i = 0; i < STEPS; i++) {
                training.step().item();
            }
            Counters made = backend.counters().since(start);
            // A step that is slow enough to be a batch by itself was submitted before the read submits its copy.
            if (made.submits() < STEPS || made.submits() > 2 * STEPS) {
                throw new AssertionError(made.submits() + " submits for " + STEPS + " steps whose losses are read");
            }
            expect("reads", STEPS, made.reads());
            expect("writes", STEPS, made.writes());
            expect("bind groups", 0, made.bindGroups());
            expect("buffers", 0, made.buffers());
            expect("pipelines", 0, made.pipelines());
        } finally {
            Device.setStandard(before);
        }
    }

    private static void expect(String what, int expected, int actual) {
        if (expected != actual) {
            throw new AssertionError(what + ": " + actual + " instead of " + expected + " in " + STEPS + " steps");
        }
    }
}
