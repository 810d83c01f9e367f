package nabla.web.bench;

import nabla.runtime.Device;
import nabla.web.js.JsRecord;
import nabla.web.js.Promises;
import nabla.web.webgpu.Counters;
import nabla.web.webgpu.Opening;
import nabla.web.webgpu.WebGpuBackend;

/** The program bench-webgpu.wasm: times the GPU. */
public final class WebGpuBench implements Machine {
    private final WebGpuBackend backend;
    private final Device device;
    private final String description;
    private Counters before;

    private WebGpuBench(WebGpuBackend backend, String description) {
        this.backend = backend;
        this.description = description;
        device = new Device(backend);
        before = backend.counters();
    }

    public static void main(String[] arguments) {
        Opening opening = Opening.open();
        WebGpuBackend backend = opening.backend();
        if (backend == null) {
            Bench.refuse(opening.reason());
        } else {
            String software = opening.software() ? ", imitated by the processor" : "";
            Bench.serve(new WebGpuBench(backend, opening.adapter() + software));
        }
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void breathe() {
        backend.settle();
        Promises.yieldToBrowser();
    }

    @Override
    public void startCounting() {
        before = backend.counters();
    }

    @Override
    public void addCalls(JsRecord result, int steps) {
        Counters made = backend.counters().since(before);
        double share = 1.0 / steps;
        result.with(
                "gpuCallsPerStep",
                JsRecord.create()
                        .with("dispatchWorkgroups", made.dispatches() * share)
                        .with("submit", made.submits() * share)
                        .with("createBindGroup", made.bindGroups() * share)
                        .with("createBuffer", made.buffers() * share)
                        .with("createComputePipeline", made.pipelines() * share)
                        .with("writeBuffer", made.writes() * share)
                        .with("mapAsync", made.reads() * share));
    }
}
