package nabla.conformance;

import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Json;

/** Calls that draw from the default generator, in their order. */
record RandomCheck(Json recorded) implements Check {
    @Override
    public void run() {
        Nabla.manualSeed(recorded.get("seed").integer64());
        // Whatever the device computes in, random numbers are float32: hence not the device's tolerance.
        Tolerance drawn = new Tolerance(0, recorded.get("tolerance").number());
        for (Json call : recorded.get("calls").items()) {
            Json values = call.get("values").items().get(0);
            String code = call.get("code").text();
            drawn.check(code, drawn(code, values.get("shape").integers()), values.get("data"));
        }
    }

    private static double[] drawn(String code, int[] shape) {
        int dot = code.indexOf(").");
        Call call = Call.parse(dot < 0 ? code : code.substring(dot + 2));
        Tensor result = switch (call.name()) {
            case "rand" -> Tensor.rand(shape);
            case "randn" -> Tensor.randn(shape);
            case "randperm" -> Tensor.randperm(shape[0]);
            case "normal_" -> Tensor.empty(shape).normal_(call.number(0), call.number(1));
            case "uniform_" -> Tensor.empty(shape).uniform_(call.number(0), call.number(1));
            case "randint" -> Tensor.randint(call.integer(0), call.integer(1), shape);
            default -> throw new AbsentException(code);
        };
        return result.toDoubleArray();
    }
}
