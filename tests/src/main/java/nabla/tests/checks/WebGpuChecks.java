package nabla.tests.checks;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;
import nabla.runtime.Device;
import nabla.web.webgpu.Counters;
import nabla.web.webgpu.WebGpuBackend;

/** What only the webgpu backend promises: how few calls a step makes. */
final class WebGpuChecks {
    private static final int STEPS = 100;

    private WebGpuChecks() {}

    static List<Check> all(WebGpuBackend backend) {
        return List.of(
                new Check("webgpu: a steady step makes nothing and shares its submit", unused -> steadyState(backend)));
    }

    private static void steadyState(WebGpuBackend backend) {
        Device before = Device.standard();
        Device device = new Device(backend);
        Device.setStandard(device);
        try {
            Programs.Training training = Programs.mlp();
            List<Tensor> losses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                losses.add(training.step());
            }
            backend.settle();
            long kernels = device.profile().kernels();
            Counters start = backend.counters();
            for (int i = 0; i < STEPS; i++) {
                losses.add(training.step());
            }
            backend.settle();
            Counters made = backend.counters().since(start);
            kernels = device.profile().kernels() - kernels;
            expect("dispatches", (int) kernels, made.dispatches());
            expect("bind groups", 0, made.bindGroups());
            expect("buffers", 0, made.buffers());
            expect("pipelines", 0, made.pipelines());
            expect("reads", 0, made.reads());
            expect("writes, one a submit", made.submits(), made.writes());
            if (made.submits() < 1 || made.submits() > STEPS) {
                throw new AssertionError(made.submits() + " submits for " + STEPS + " steps");
            }
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
