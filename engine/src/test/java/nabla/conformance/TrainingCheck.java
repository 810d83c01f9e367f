package nabla.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nabla.Tensor;
import nabla.io.Json;
import nabla.nn.Conv2d;
import nabla.nn.F;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.MaxPool2d;
import nabla.nn.Module;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.nn.Tanh;
import nabla.optim.Optimizer;

/** A network's training on one batch, from a given start: the losses and where the parameters end. */
record TrainingCheck(Json recorded) implements Check {
    @Override
    public void run(Tolerance tolerance) {
        List<Module> layers = new ArrayList<>();
        recorded.get("model").items().forEach(layer -> layers.add(layer(layer.text())));
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
            Tensor output = network.call(x);
            Tensor loss =
                    recorded.get("loss").text().equals("mse_loss") ? F.mseLoss(output, y) : F.crossEntropy(output, y);
            loss.backward();
            optimizer.step();
            losses[step] = loss.item();
        }
        tolerance.check("losses", losses, recorded.get("losses"));
        Map<String, Json> end = recorded.get("final_state").members();
        network.stateDict()
                .forEach((name, value) -> tolerance.check(
                        name, value.toDoubleArray(), Json.object(end).get(name).get("data")));
    }

    private static Module layer(String code) {
        int[] arguments = Stream.of(code.replaceAll("^\\w+", "").split("[(), ]+"))
                .filter(argument -> !argument.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        return switch (code.substring(0, code.indexOf('('))) {
            case "Linear" -> new Linear(arguments[0], arguments[1]);
            case "Conv2d" -> new Conv2d(arguments[0], arguments[1], arguments[2]);
            case "MaxPool2d" -> new MaxPool2d(arguments[0]);
            case "Flatten" -> new Flatten();
            case "ReLU" -> new ReLU();
            case "Tanh" -> new Tanh();
            default -> throw new AssertionError("no such layer: " + code);
        };
    }
}
