package nabla.web.worker;

import nabla.runtime.Device;
import nabla.trace.Text;
import nabla.web.simd.SimdBackend;
import nabla.web.webgpu.Opening;
import nabla.web.webgpu.WebGpuBackend;
import org.jspecify.annotations.Nullable;

/** The devices of this browser: the processor, and the GPU where there is one. Each is opened once and kept. */
final class Devices {
    private final Device processor = new Device(SimdBackend.inBrowser());
    private @Nullable Opening opening;
    private @Nullable Device gpu;
    private String loss = "";

    /**
     * The device for the person's wish: {@code auto}, {@code simd} or {@code webgpu}; always one that is there. May wait
     * for the browser. With {@code auto} and a real GPU, whichever is better is known only after a {@link #measured}.
     */
    Choice choose(String wanted) {
        if (wanted.equals("simd")) {
            return new Choice(processor, "the processor, one thread, as you chose");
        }
        Opening result = open();
        Device device = gpu;
        if (device == null) {
            return new Choice(
                    processor, (loss.isEmpty() ? result.reason() : loss) + " So the processor does the work.");
        }
        if (wanted.equals("webgpu")) {
            String kind =
                    result.software() ? "a GPU imitated by the processor, as you chose: " : "the GPU, as you chose: ";
            return new Choice(device, kind + result.adapter());
        }
        if (result.software()) {
            return new Choice(
                    processor,
                    "the processor: the browser’s GPU is only imitated in software (" + result.adapter() + ")");
        }
        return new Choice(device, result.adapter() + "; on Run it is timed against the processor");
    }

    /** Whether which device is better has to be found out by running the very program. */
    boolean isOpen(String wanted) {
        Opening result = opening;
        return wanted.equals("auto") && gpu != null && result != null && !result.software();
    }

    /** The faster of processor and GPU for this program with these settings. Waits for both. */
    Choice measured(Trial trial) {
        Device other = gpu;
        if (other == null) {
            throw new IllegalStateException("measured: there is no GPU to compare with.");
        }
        Report.status("loading", Text.of("Timing a few steps on the processor and on the GPU …"));
        double onProcessor = trial.stepsPerSecond(processor);
        double onGpu = trial.stepsPerSecond(other);
        boolean gpuWins = onGpu > onProcessor;
        String times = Trial.compared(Math.max(onGpu, onProcessor), Math.min(onGpu, onProcessor));
        return gpuWins
                ? new Choice(other, "the GPU makes " + times + " the processor")
                : new Choice(processor, "the processor makes " + times + " the GPU: the steps are small");
    }

    /** The GPU has gone; from now on there is none. */
    Choice lost() {
        gpu = null;
        loss = "The GPU was lost.";
        return new Choice(processor, loss + " So the processor does the work.");
    }

    private Opening open() {
        Opening result = opening;
        if (result == null) {
            result = Opening.open();
            opening = result;
            WebGpuBackend backend = result.backend();
            if (backend != null) {
                gpu = new Device(backend);
            }
        }
        return result;
    }
}
