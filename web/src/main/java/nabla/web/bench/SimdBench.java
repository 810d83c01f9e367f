package nabla.web.bench;

import nabla.runtime.Device;
import nabla.web.js.JsRecord;
import nabla.web.js.Promises;
import nabla.web.simd.SimdBackend;

/** The program bench-simd.wasm: times the processor. */
public final class SimdBench implements Machine {
    private final Device device = new Device(SimdBackend.inBrowser());

    private SimdBench() {}

    public static void main(String[] arguments) {
        Bench.serve(new SimdBench());
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public String description() {
        return "the processor, one thread";
    }

    @Override
    public void breathe() {
        Promises.yieldToBrowser();
    }

    @Override
    public void startCounting() {
        // There are no calls to count: a step is one call of a function.
    }

    @Override
    public void addCalls(JsRecord result, int steps) {
        // None were counted.
    }
}
