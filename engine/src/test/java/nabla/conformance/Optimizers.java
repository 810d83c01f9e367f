package nabla.conformance;

import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.io.Json;
import nabla.optim.Adagrad;
import nabla.optim.Adam;
import nabla.optim.AdamOptions;
import nabla.optim.AdamW;
import nabla.optim.Optimizer;
import nabla.optim.OptimizerOptions;
import nabla.optim.ParameterGroup;
import nabla.optim.RMSprop;
import nabla.optim.SGD;

/** Optimizers as the cases spell them: PyTorch's names of kinds and options. */
final class Optimizers {
    private Optimizers() {}

    /** Returns the optimizer of this kind. */
    static Optimizer make(String kind, ParameterGroup... groups) {
        return switch (kind) {
            case "SGD" -> new SGD(groups);
            case "Adam" -> new Adam(groups);
            case "AdamW" -> new AdamW(groups);
            case "RMSprop" -> new RMSprop(groups);
            case "Adagrad" -> new Adagrad(groups);
            default -> throw new AbsentException(kind);
        };
    }

    /** Returns a group of these parameters with recorded options, which may override others. */
    static ParameterGroup group(String kind, Json options, Json overriding, Tensor... parameters) {
        OptimizerOptions given = options(kind);
        for (Json each : new Json[] {options, overriding}) {
            for (Map.Entry<String, Json> option : each.members().entrySet()) {
                given = with(given, option.getKey(), option.getValue());
            }
        }
        return new ParameterGroup(List.of(parameters), given);
    }

    private static OptimizerOptions options(String kind) {
        return switch (kind) {
            case "SGD" -> SGD.options(0.1);
            case "Adam" -> Adam.options(0.001);
            case "AdamW" -> AdamW.options(0.001);
            case "RMSprop" -> RMSprop.options(0.01);
            case "Adagrad" -> Adagrad.options(0.01);
            default -> throw new AbsentException(kind);
        };
    }

    private static OptimizerOptions with(OptimizerOptions given, String name, Json value) {
        if (given instanceof SGD.Options options) {
            return with(options, name, value);
        }
        if (given instanceof AdamOptions options) {
            return with(options, name, value);
        }
        if (given instanceof RMSprop.Options options) {
            return with(options, name, value);
        }
        return with((Adagrad.Options) given, name, value);
    }

    private static SGD.Options with(SGD.Options options, String name, Json value) {
        return switch (name) {
            case "lr" -> options.lr(value.number());
            case "momentum" -> options.momentum(value.number());
            case "dampening" -> options.dampening(value.number());
            case "weight_decay" -> options.weightDecay(value.number());
            case "nesterov" -> options.nesterov(value.flag());
            case "maximize" -> options.maximize(value.flag());
            default -> throw new AbsentException("SGD's option " + name);
        };
    }

    private static AdamOptions with(AdamOptions options, String name, Json value) {
        return switch (name) {
            case "lr" -> options.lr(value.number());
            case "betas" ->
                options.betas(
                        value.items().get(0).number(), value.items().get(1).number());
            case "eps" -> options.eps(value.number());
            case "weight_decay" -> options.weightDecay(value.number());
            case "amsgrad" -> options.amsgrad(value.flag());
            case "maximize" -> options.maximize(value.flag());
            default -> throw new AbsentException("Adam's option " + name);
        };
    }

    private static RMSprop.Options with(RMSprop.Options options, String name, Json value) {
        return switch (name) {
            case "lr" -> options.lr(value.number());
            case "alpha" -> options.alpha(value.number());
            case "eps" -> options.eps(value.number());
            case "weight_decay" -> options.weightDecay(value.number());
            case "momentum" -> options.momentum(value.number());
            case "centered" -> options.centered(value.flag());
            case "maximize" -> options.maximize(value.flag());
            default -> throw new AbsentException("RMSprop's option " + name);
        };
    }

    private static Adagrad.Options with(Adagrad.Options options, String name, Json value) {
        return switch (name) {
            case "lr" -> options.lr(value.number());
            case "lr_decay" -> options.lrDecay(value.number());
            case "weight_decay" -> options.weightDecay(value.number());
            case "initial_accumulator_value" -> options.initialAccumulatorValue(value.number());
            case "eps" -> options.eps(value.number());
            case "maximize" -> options.maximize(value.flag());
            default -> throw new AbsentException("Adagrad's option " + name);
        };
    }
}
