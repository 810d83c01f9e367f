package nabla.conformance;

import java.util.List;
import java.util.Set;
import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Json;

/** Calls that draw from the default generator, into tensors. */
record RandomCheck(Json recorded) implements Check {
    private static final Set<String> CALLS = Set.of("rand", "randn", "randperm", "randint", "normal_", "uniform_");

    /** Returns whether all calls of a recorded case are plain ones; layers and loaders have tests of their own. */
    static boolean has(Json recorded) {
        return recorded.get("calls").items().stream().allMatch(call -> CALLS.contains(method(code(call))));
    }

    private static String code(Json call) {
        return call.get("code").text().replaceFirst("^empty\\([^)]*\\)\\.", "");
    }

    private static String method(String code) {
        return code.substring(0, Math.max(0, code.indexOf('(')));
    }

    @Override
    public void run(Tolerance tolerance) {
        Nabla.manualSeed(recorded.get("seed").integer64());
        // Whatever the device computes in, random numbers are float32: hence not the device's tolerance.
        Tolerance drawn = new Tolerance(0, recorded.get("tolerance").number());
        for (Json call : recorded.get("calls").items()) {
            Json values = call.get("values").items().get(0);
            drawn.check(call.get("code").text(), call(code(call), values), values.get("data"));
        }
    }

    private static double[] call(String code, Json values) {
        int[] shape = values.get("shape").integers();
        double[] arguments = List.of(code.split("[(), ]+")).stream()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
        Tensor result = switch (method(code)) {
            case "rand" -> Tensor.rand(shape);
            case "randn" -> Tensor.randn(shape);
            case "randperm" -> Tensor.randperm(shape[0]);
            case "normal_" -> Tensor.empty(shape).normal_(arguments[0], arguments[1]);
            case "uniform_" -> Tensor.empty(shape).uniform_(arguments[0], arguments[1]);
            default -> Tensor.randint((long) arguments[0], (long) arguments[1], shape);
        };
        return result.toDoubleArray();
    }
}
