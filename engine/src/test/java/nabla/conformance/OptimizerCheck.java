package nabla.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.Tensor;
import nabla.io.Json;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;

/** Steps of an optimizer with given gradients. */
record OptimizerCheck(Json recorded) implements Check {
    /** Returns the optimizer that a recorded case names. */
    static Optimizer optimizer(Json recorded, List<Tensor> parameters) {
        Json options = recorded.get("options");
        double learningRate = options.get("lr").number();
        switch (recorded.get("optimizer").text()) {
            case "SGD":
                heed(options, Set.of("lr", "momentum"));
                return new SGD(parameters, learningRate, number(options, "momentum", 0));
            case "Adam":
                heed(options, Set.of("lr", "betas", "eps"));
                Json betas = options.find("betas");
                return new Adam(
                        parameters,
                        learningRate,
                        betas == null ? 0.9 : betas.items().get(0).number(),
                        betas == null ? 0.999 : betas.items().get(1).number(),
                        number(options, "eps", 1e-8));
            default:
                throw new AbsentException(recorded.get("optimizer").text());
        }
    }

    private static void heed(Json options, Set<String> known) {
        Set<String> unheeded = new HashSet<>(options.members().keySet());
        unheeded.removeAll(known);
        if (!unheeded.isEmpty()) {
            throw new AbsentException("option " + String.join(", ", unheeded));
        }
    }

    private static double number(Json options, String name, double otherwise) {
        Json value = options.find(name);
        return value == null ? otherwise : value.number();
    }

    @Override
    public void run() {
        if (!recorded.get("second_group_options").members().isEmpty()) {
            throw new AbsentException("groups of parameters");
        }
        Tolerance tolerance = Tolerance.usual();
        List<Tensor> parameters = new ArrayList<>();
        for (Json parameter : recorded.get("parameters").items()) {
            parameters.add(Conformance.tensor(parameter).requiresGrad_());
        }
        Optimizer optimizer = optimizer(recorded, parameters);
        List<Json> steps = recorded.get("gradients").items();
        for (int step = 0; step < steps.size(); step++) {
            optimizer.zeroGrad();
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                float[] gradient = Conformance.floats(steps.get(step).items().get(i));
                parameter
                        .mul(Tensor.tensor(gradient, parameter.shape().toArray()))
                        .sum()
                        .backward();
            }
            optimizer.step();
            Json after = recorded.get("after").items().get(step);
            for (int i = 0; i < parameters.size(); i++) {
                String what = "parameter " + i + " after step " + step;
                tolerance.check(
                        what, parameters.get(i).toDoubleArray(), after.items().get(i));
            }
        }
    }
}
