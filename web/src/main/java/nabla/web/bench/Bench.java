package nabla.web.bench;

import java.util.Arrays;
import nabla.lessons.bench.Product;
import nabla.lessons.bench.Training;
import nabla.runtime.Device;
import nabla.web.js.Clock;
import nabla.web.js.Inbox;
import nabla.web.js.JsRecord;
import nabla.web.js.WorkerScope;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * Answers the page's message {@code bench} with {@code result} or {@code error}, and tells the progress on the way. Waits
 * for the device.
 *
 * <p>A training is checked first: its losses at the first steps belong to the result, for comparing with other libraries.
 */
final class Bench {
    private static final int CHECKED_STEPS = 24;
    private static final int WARM_UP_STEPS = 8;
    private static final int[] CHECKED = {0, 1, 2, 8, 16, 23};

    /** A device that needs longer for the second step is checked and warmed up less. */
    private static final double SLOW_MILLISECONDS = 700;

    private static final int SLOW_CHECKED_STEPS = 3;
    private static final int SLOW_WARM_UP_STEPS = 2;
    private static final int PRODUCT_WARM_UP = 3;

    private final Machine machine;
    private final double milliseconds;
    private final int loops;

    private Bench(Machine machine, JsRecord wanted) {
        this.machine = machine;
        milliseconds = wanted.number("minMs");
        loops = wanted.integer("reps");
    }

    /** Answers messages for ever. */
    static void serve(Machine machine) {
        Device.setStandard(machine.device());
        Inbox inbox = new Inbox();
        while (true) {
            JsRecord wanted = inbox.take();
            if (wanted.text("type").equals("bench")) {
                try {
                    WorkerScope.post(new Bench(machine, wanted).answer(wanted));
                } catch (RuntimeException failure) {
                    failure.printStackTrace();
                    refuse(String.valueOf(failure.getMessage()));
                }
            }
        }
    }

    /** Tells the page why there is no result. */
    static void refuse(String reason) {
        WorkerScope.post(JsRecord.create().with("type", "error").with("message", reason));
    }

    /** Tells the page what goes on. */
    static void progress(String text) {
        WorkerScope.post(JsRecord.create().with("type", "progress").with("text", text));
    }

    private JsRecord answer(JsRecord wanted) {
        JsRecord result = JsRecord.create().with("type", "result").with("machine", machine.description());
        String workload = wanted.text("workload");
        if (workload.equals("matmul")) {
            multiply(wanted.integer("size"), result);
            return result;
        }
        boolean reads = workload.endsWith("-read");
        String name = reads ? workload.substring(0, workload.length() - "-read".length()) : workload;
        Steps steps = new Steps(machine, Training.of(name), reads);
        if (wanted.text("firstOnly", "").equals("true")) {
            return losses(result, new int[] {0}, new double[] {steps.read()});
        }
        train(steps, result);
        return result;
    }

    private void multiply(int size, JsRecord result) {
        Product product = new Product(size);
        Products work = new Products(machine, product);
        work.perform(PRODUCT_WARM_UP);
        Rate rate = Rate.of(work, milliseconds, loops);
        rates(result, "gflops", rate.times(product.productsAtOnce() * product.operations() * 1e-9));
    }

    private void train(Steps steps, JsRecord result) {
        progress("Checking the first losses");
        double start = Clock.now();
        double[] losses = new double[CHECKED_STEPS];
        losses[0] = steps.read();
        double second = Clock.now();
        result.with("firstStepMs", second - start);
        losses[1] = steps.read();
        boolean slow = Clock.now() - second > SLOW_MILLISECONDS;
        while (steps.made() < (slow ? SLOW_CHECKED_STEPS : CHECKED_STEPS)) {
            losses[steps.made()] = steps.read();
        }
        int checkedSteps = steps.made();
        int warmUp = slow ? SLOW_WARM_UP_STEPS : WARM_UP_STEPS;
        machine.startCounting();
        steps.perform(warmUp);
        machine.addCalls(result, warmUp);
        rates(result, "stepsPerSec", Rate.of(steps, milliseconds, loops));
        addLosses(result, losses, checkedSteps, steps);
    }

    /** The losses of the checked steps and of one more at the end. */
    private static void addLosses(JsRecord result, double[] losses, int checkedSteps, Steps steps) {
        int count = 0;
        int[] places = new int[CHECKED.length + 1];
        double[] values = new double[CHECKED.length + 1];
        for (int step : CHECKED) {
            if (step < checkedSteps) {
                places[count] = step;
                values[count++] = losses[step];
            }
        }
        places[count] = steps.made();
        values[count++] = steps.read();
        losses(result, Arrays.copyOf(places, count), Arrays.copyOf(values, count));
    }

    private static JsRecord losses(JsRecord result, int[] steps, double[] losses) {
        return result.with("lossSteps", Int32Array.copyFromJavaArray(steps))
                .with("loss", Float64Array.copyFromJavaArray(losses));
    }

    private static void rates(JsRecord result, String name, Rate rate) {
        result.with(name, rate.median())
                .with("all", Float64Array.copyFromJavaArray(rate.loops()))
                .with("n", rate.count());
    }
}
