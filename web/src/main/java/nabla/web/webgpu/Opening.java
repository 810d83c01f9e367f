package nabla.web.webgpu;

import nabla.web.js.JavaScriptException;
import nabla.web.js.Promises;
import nabla.web.webgpu.api.Descriptors;
import nabla.web.webgpu.api.GPU;
import nabla.web.webgpu.api.GPUAdapter;
import nabla.web.webgpu.api.GPUAdapterInfo;
import nabla.web.webgpu.api.GPUDevice;
import nabla.web.webgpu.wgsl.Tuning;
import org.jspecify.annotations.Nullable;

/**
 * What came of the attempt to get a GPU.
 *
 * @param backend null where there is none
 * @param adapter the adapter's name, for people; empty where there is none
 * @param software whether the adapter is a program on the CPU, which the {@code simd} backend beats
 * @param reason why there is no backend; empty where there is one
 */
public record Opening(@Nullable WebGpuBackend backend, String adapter, boolean software, String reason) {

    /** How many milliseconds the tiles of a contraction are timed on a GPU: hardly to be noticed. */
    private static final double TIMING = 30;

    /** Asks the browser for a GPU. Suspends. */
    public static Opening open() {
        return open(null);
    }

    /** Asks the browser for a GPU and treats it as {@code chosen} says, or as suits it if that is null. Suspends. */
    public static Opening open(@Nullable Tuning chosen) {
        GPU gpu = Descriptors.gpu();
        if (gpu == null) {
            return none("This browser has no WebGPU.");
        }
        try {
            @Nullable GPUAdapter adapter = Promises.await(gpu.requestAdapter(Descriptors.fastAdapter()));
            if (adapter == null) {
                return none("The browser found no GPU that it may use.");
            }
            GPUAdapterInfo info = adapter.getInfo();
            boolean software =
                    info.getIsFallbackAdapter() || info.getArchitecture().equals("swiftshader");
            GPUDevice device = Promises.await(adapter.requestDevice(Descriptors.device(adapter)));
            Tuning tuning = chosen != null ? chosen : software ? Tuning.SOFTWARE : Tuning.GPU.withTiming(TIMING);
            if (!Descriptors.hasSubgroups(adapter, Tuning.LANES)) {
                tuning = tuning.withoutSubgroups();
            }
            return new Opening(new WebGpuBackend(device, tuning), nameOf(info), software, "");
        } catch (JavaScriptException e) {
            return none("The browser did not give the GPU: " + e.getMessage());
        }
    }

    private static Opening none(String reason) {
        return new Opening(null, "", false, reason);
    }

    private static String nameOf(GPUAdapterInfo info) {
        String description = info.getDescription();
        return !description.isEmpty() ? description : (info.getVendor() + " " + info.getArchitecture()).trim();
    }
}
