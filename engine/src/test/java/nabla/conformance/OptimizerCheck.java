package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.io.Json;
import nabla.optim.Optimizer;

/** Steps of an optimizer with given gradients. */
record OptimizerCheck(Json recorded) implements Check {
    /** Returns the optimizer that a recorded case names; its second parameter may have options of its own. */
    static Optimizer optimizer(Json recorded, List<Tensor> parameters) {
        String kind = recorded.get("optimizer").text();
        Json options = recorded.get("options");
        Json none = Json.object(Map.of());
        Json second = recorded.find("second_group_options");
        if (second == null || second.members().isEmpty()) {
            Tensor[] all = parameters.toArray(new Tensor[0]);
            return Optimizers.make(kind, Optimizers.group(kind, options, none, all));
        }
        return Optimizers.make(
                kind,
                Optimizers.group(kind, options, none, parameters.get(0)),
                Optimizers.group(kind, options, second, parameters.get(1)));
    }

    @Override
    public void run() {
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
