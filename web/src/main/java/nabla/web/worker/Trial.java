package nabla.web.worker;

import java.util.List;
import java.util.function.Consumer;
import nabla.Tensor;
import nabla.data.DataLoader;
import nabla.data.Dataset;
import nabla.lab.Lab;
import nabla.nn.Module;
import nabla.runtime.Device;
import nabla.web.js.Clock;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import nabla.web.webgpu.WebGpuBackend;
import org.jspecify.annotations.Nullable;

/** Runs a program's first steps on a device to see how fast it is there. Learns from the test images, which are fewer. */
final class Trial implements Lab {
    private static final int WARM_UP_STEPS = 5;
    private static final int LEAST_STEPS = 10;
    private static final double MILLISECONDS = 400;

    private final JsRecord settings;
    private final @Nullable DatasetFiles data;
    private final Consumer<Lab> program;
    private int step;
    private double start;
    private double breath;
    private double result;
    private @Nullable Tensor loss;

    Trial(JsRecord settings, @Nullable DatasetFiles data, Consumer<Lab> program) {
        this.settings = settings;
        this.data = data;
        this.program = program;
    }

    /** How many steps the device makes in a second, its own work included. Waits. */
    double stepsPerSecond(Device device) {
        Device.setStandard(device);
        step = 0;
        DataLoader.betweenBatches(this::betweenBatches);
        try {
            program.accept(this);
            throw new IllegalStateException(
                    "A trial needs " + (WARM_UP_STEPS + LEAST_STEPS) + " steps; the program made " + step + ".");
        } catch (StoppedException enough) {
            return result;
        } finally {
            DataLoader.betweenBatches(() -> {});
        }
    }

    /** How the faster one compares: 2.1 times the 850 steps/s of. */
    static String compared(double faster, double slower) {
        return Numbers.grouped(faster) + " steps/s, " + Numbers.fixed(faster / slower, 1) + " times as many as";
    }

    private void betweenBatches() {
        double now = Clock.now();
        if (step == WARM_UP_STEPS) {
            finishWork();
            start = Clock.now();
            breath = start;
        } else if (step >= WARM_UP_STEPS + LEAST_STEPS && now - start >= MILLISECONDS) {
            finishWork();
            result = (step - WARM_UP_STEPS) / (Clock.now() - start) * 1000;
            throw new StoppedException();
        } else if (now - breath >= Run.BREATH_MILLISECONDS) {
            settle(Device.standard());
            breath = Clock.now();
        }
    }

    /** Lets the GPU catch up, so that the program does not run away from it. Waits. */
    static void settle(Device device) {
        if (device.backend() instanceof WebGpuBackend gpu) {
            gpu.settle();
        }
    }

    private void finishWork() {
        if (loss != null) {
            loss.item();
        }
    }

    @Override
    public int integer(String name, int otherwise) {
        return name.equals("epochs") ? Integer.MAX_VALUE / 60_000 : (int) settings.number(name, otherwise);
    }

    @Override
    public double number(String name, double otherwise) {
        return settings.number(name, otherwise);
    }

    @Override
    public String choice(String name, String otherwise) {
        return settings.text(name, otherwise);
    }

    @Override
    public Dataset train() {
        return Run.given(data).test();
    }

    @Override
    public Dataset test() {
        return Run.given(data).test();
    }

    @Override
    public List<String> classes() {
        return Run.given(data).classes();
    }

    @Override
    public void log(String metric, Tensor value) {
        if (metric.equals("loss")) {
            step++;
            loss = value;
        }
    }

    @Override
    public void network(Module network) {
        // Nobody will look at it.
    }

    @Override
    public void plan(int epochs, int steps) {
        // It will be stopped long before.
    }

    @Override
    public void evaluate(int epoch) {
        // How good it is does not matter here.
    }

    @Override
    public void heatmap(String title, List<String> columns, Tensor values) {
        // The real run will show it.
    }

    @Override
    public void print(String line) {
        // The real run will print it.
    }
}
