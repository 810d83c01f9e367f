package nabla.conformance;

import java.util.List;
import java.util.Objects;
import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Json;
import nabla.nn.Init;

/** Calls that draw from the default generator, in their order. */
record RandomCheck(Json recorded) implements Check {
    @Override
    public void run() {
        Nabla.manualSeed(recorded.get("seed").integer64());
        // Whatever the device computes in, random numbers are float32: hence not the device's tolerance.
        Tolerance drawn = new Tolerance(0, recorded.get("tolerance").number());
        for (Json call : recorded.get("calls").items()) {
            List<Json> values = call.get("values").items();
            String code = call.get("code").text().replace(" afterwards", "");
            if (LoaderCall.is(code)) {
                LoaderCall.parse(code).check(code, values);
                continue;
            }
            List<Tensor> results = results(code, values.get(0).get("shape").integers());
            for (int i = 0; i < values.size(); i++) {
                drawn.check(code, results.get(i).toDoubleArray(), values.get(i).get("data"));
            }
        }
    }

    private static List<Tensor> results(String code, int[] shape) {
        if (code.startsWith("empty(")) {
            return List.of(written(Call.parse(code.substring(code.indexOf(").") + 2)), shape));
        }
        Call call = Call.parse(code.endsWith(".weight") ? code.substring(0, code.lastIndexOf('.')) : code);
        if (call.name().endsWith("_")) {
            return List.of(initial(call, shape));
        }
        return switch (call.name()) {
            case "rand" -> List.of(Tensor.rand(shape));
            case "randn" -> List.of(Tensor.randn(shape));
            case "randperm" -> List.of(Tensor.randperm(shape[0]));
            case "randint" -> List.of(Tensor.randint(call.integer(0), call.integer(1), shape));
            case "Linear", "Conv2d", "Embedding" -> Layers.of(call).parameters();
            default -> throw new AbsentException(code);
        };
    }

    /** What a tensor's own method writes. */
    private static Tensor written(Call call, int[] shape) {
        return switch (call.name()) {
            case "normal_" -> Tensor.empty(shape).normal_(call.number(0), call.number(1));
            case "uniform_" -> Tensor.empty(shape).uniform_(call.number(0), call.number(1));
            default -> throw new AbsentException(call.name());
        };
    }

    /** What a function of {@code torch.nn.init} writes. */
    private static Tensor initial(Call call, int[] shape) {
        Tensor tensor = Tensor.empty(shape);
        double a = call.number("a", 0);
        Init.Mode mode = "fan_out".equals(call.text("mode")) ? Init.Mode.FAN_OUT : Init.Mode.FAN_IN;
        String nonlinearity = Objects.requireNonNullElse(call.text("nonlinearity"), "leaky_relu");
        return switch (call.name()) {
            case "xavier_uniform_" -> Init.xavierUniform_(tensor, call.number("gain", 1));
            case "xavier_normal_" -> Init.xavierNormal_(tensor, call.number("gain", 1));
            case "kaiming_uniform_" -> Init.kaimingUniform_(tensor, a, mode, nonlinearity);
            case "kaiming_normal_" -> Init.kaimingNormal_(tensor, a, mode, nonlinearity);
            case "uniform_" -> Init.uniform_(tensor, a, call.number("b", 1));
            case "normal_" -> Init.normal_(tensor, call.number("mean", 0), call.number("std", 1));
            default -> throw new AbsentException(call.name());
        };
    }
}
