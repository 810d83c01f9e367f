package nabla.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.io.Json;
import nabla.nn.F;
import nabla.nn.Module;
import nabla.nn.Sequential;
import nabla.optim.Optimizer;

/** A network's training on one batch, from a given start: the losses and where the parameters end. */
record TrainingCheck(Json recorded) implements Check {
    @Override
    public void run() {
        Tolerance tolerance = Tolerance.training();
        List<Module> layers = new ArrayList<>();
        recorded.get("model").items().forEach(layer -> layers.add(Layers.of(Call.parse(layer.text()))));
        Sequential network = new Sequential(layers.toArray(new Module[0]));
        Map<String, Tensor> start = new LinkedHashMap<>();
        recorded.get("initial_state").members().forEach((name, value) -> start.put(name, Conformance.tensor(value)));
        network.loadStateDict(start);
        Optimizer optimizer = OptimizerCheck.optimizer(recorded, network.parameters());
        Tensor x = Conformance.tensor(recorded.get("x"));
        Tensor y = Conformance.tensor(recorded.get("y"));
        double[] losses = new double[recorded.get("losses").items().size()];
        for (int step = 0; step < losses.length; step++) {
            optimizer.zeroGrad();
            Tensor loss = loss(network.call(x), y);
            loss.backward();
            optimizer.step();
            losses[step] = loss.item();
        }
        tolerance.check("losses", losses, recorded.get("losses"));
        Json end = recorded.get("final_state");
        for (Map.Entry<String, Tensor> each : network.stateDict().entrySet()) {
            tolerance.check(
                    each.getKey(),
                    each.getValue().toDoubleArray(),
                    end.get(each.getKey()).get("data"));
        }
    }

    private Tensor loss(Tensor output, Tensor y) {
        return switch (recorded.get("loss").text()) {
            case "mse_loss" -> F.mseLoss(output, y);
            case "cross_entropy" -> F.crossEntropy(output, y);
            default -> throw new AbsentException(recorded.get("loss").text());
        };
    }
}
