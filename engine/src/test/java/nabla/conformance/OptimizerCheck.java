package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nabla.Tensor;
import nabla.io.Json;
import nabla.optim.Adam;
import nabla.optim.Optimizer;
import nabla.optim.SGD;

/** Steps of an optimizer with given gradients. */
record OptimizerCheck(Json recorded) implements Check {
    /** Returns whether the engine has the optimizer with all the options of a recorded case. */
    static boolean has(Json recorded) {
        Set<String> options = recorded.get("options").members().keySet();
        boolean oneGroup = recorded.find("second_group_options") == null
                || recorded.get("second_group_options").members().isEmpty();
        return oneGroup
                && switch (recorded.get("optimizer").text()) {
                    case "SGD" -> Set.of("lr", "momentum").containsAll(options);
                    case "Adam" -> Set.of("lr", "betas", "eps").containsAll(options);
                    default -> false;
                };
    }

    /** Returns the optimizer that a recorded case names. */
    static Optimizer optimizer(Json recorded, List<Tensor> parameters) {
        Json options = recorded.get("options");
        double learningRate = options.get("lr").number();
        if (recorded.get("optimizer").text().equals("SGD")) {
            return new SGD(parameters, learningRate, number(options, "momentum", 0));
        }
        Json betas = options.find("betas");
        return new Adam(
                parameters,
                learningRate,
                betas == null ? 0.9 : betas.items().get(0).number(),
                betas == null ? 0.999 : betas.items().get(1).number(),
                number(options, "eps", 1e-8));
    }

    private static double number(Json options, String name, double otherwise) {
        Json value = options.find(name);
        return value == null ? otherwise : value.number();
    }

    @Override
    public void run(Tolerance tolerance) {
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
