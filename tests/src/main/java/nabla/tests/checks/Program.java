package nabla.tests.checks;

import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.runtime.Device;
import nabla.web.simd.SimdBackend;
import nabla.web.webgpu.Opening;
import nabla.web.webgpu.wgsl.Tuning;
import org.teavm.jso.JSBody;

/**
 * What the page runs: a suite on a backend. The first argument is the backend: {@code simd}, {@code webgpu} with the
 * shaders for software adapters, or {@code webgpu-cooperative} with those for real GPUs. The second is the suite: {@code
 * checks} or {@code big-network}. The third suite, {@code conformance}, is {@link ConformanceProgram}.
 */
public final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        String device = arguments[0];
        Device.setStandard(new Device(new JvmBackend()));
        switch (arguments[1]) {
            case "checks":
                BackendChecks.run(open(device));
                break;
            case "big-network":
                BigNetwork.run(open(device));
                break;
            default:
                throw new IllegalArgumentException("No suite is named " + arguments[1] + ".");
        }
        finish();
    }

    /** Opens the backend of this name. */
    static Backend open(String device) {
        switch (device) {
            case "simd":
                return SimdBackend.inBrowser();
            case "webgpu":
                return gpu(Tuning.SOFTWARE);
            case "webgpu-cooperative":
                return gpu(Tuning.GPU);
            default:
                throw new IllegalArgumentException("No backend is named " + device + ".");
        }
    }

    private static Backend gpu(Tuning tuning) {
        Opening opening = Opening.open(tuning);
        Backend backend = opening.backend();
        if (backend == null) {
            throw new IllegalStateException(opening.reason());
        }
        return backend;
    }

    /** Tells the page what came of something, with the problem if there was one. */
    @JSBody(
            params = {"name", "problem", "skipped"},
            script = "self.report(name, problem, skipped);")
    static native void report(String name, String problem, boolean skipped);

    /** Tells the page that there is no more to come. */
    @JSBody(script = "self.finish();")
    static native void finish();
}
