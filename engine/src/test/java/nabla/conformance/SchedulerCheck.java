package nabla.conformance;

import java.util.List;
import java.util.function.DoubleConsumer;
import nabla.Tensor;
import nabla.io.Json;
import nabla.optim.ConstantLR;
import nabla.optim.CosineAnnealingLR;
import nabla.optim.CosineAnnealingWarmRestarts;
import nabla.optim.ExponentialLR;
import nabla.optim.LRScheduler;
import nabla.optim.LambdaLR;
import nabla.optim.LinearLR;
import nabla.optim.MultiStepLR;
import nabla.optim.MultiplicativeLR;
import nabla.optim.OneCycleLR;
import nabla.optim.Optimizer;
import nabla.optim.ReduceLROnPlateau;
import nabla.optim.SGD;
import nabla.optim.StepLR;

/** The learning rates that a scheduler gives, epoch by epoch. */
record SchedulerCheck(Json recorded) implements Check {
    /** Learning rates are computed in float64 on every device and recorded in 9 digits. */
    private static final Tolerance RATES = new Tolerance(1e-8, 1e-12);

    @Override
    public void run() {
        Tensor parameter = Tensor.zeros(1).requiresGrad_();
        Optimizer optimizer =
                new SGD(List.of(parameter), recorded.get("initial_lr").number());
        DoubleConsumer step = scheduler(optimizer);
        double[] rates = new double[recorded.get("lr").items().size()];
        for (int epoch = 0; epoch < rates.length; epoch++) {
            rates[epoch] = optimizer.paramGroups().get(0).lr();
            if (epoch + 1 < rates.length) {
                optimizer.step();
                step.accept(metric(epoch));
            }
        }
        RATES.check("learning rates", rates, recorded.get("lr"));
    }

    private double metric(int epoch) {
        Json metrics = recorded.get("metrics");
        return metrics.isNothing() ? 0 : metrics.items().get(epoch).number();
    }

    /** Makes the scheduler; returns what is to be called after each epoch. */
    private DoubleConsumer scheduler(Optimizer optimizer) {
        String kind = recorded.get("scheduler").text();
        Options options = new Options(recorded.get("options"));
        if (kind.equals("ReduceLROnPlateau")) {
            ReduceLROnPlateau plateau = new ReduceLROnPlateau(optimizer, plateau(options));
            options.checkAllHeeded();
            return plateau::step;
        }
        LRScheduler scheduler = switch (kind) {
            case "StepLR" -> new StepLR(optimizer, options.integer("step_size", 0), options.number("gamma", 0.1));
            case "MultiStepLR" ->
                new MultiStepLR(optimizer, options.integers("milestones"), options.number("gamma", 0.1));
            case "ExponentialLR" -> new ExponentialLR(optimizer, options.number("gamma", 0));
            case "CosineAnnealingLR" ->
                new CosineAnnealingLR(optimizer, options.integer("T_max", 0), options.number("eta_min", 0));
            case "LambdaLR" -> new LambdaLR(optimizer, Formula.parse(options.text("lr_lambda")));
            case "MultiplicativeLR" -> new MultiplicativeLR(optimizer, Formula.parse(options.text("lr_lambda")));
            case "ConstantLR" ->
                new ConstantLR(optimizer, options.number("factor", 1.0 / 3), options.integer("total_iters", 5));
            case "LinearLR" ->
                new LinearLR(
                        optimizer,
                        options.number("start_factor", 1.0 / 3),
                        options.number("end_factor", 1),
                        options.integer("total_iters", 5));
            case "CosineAnnealingWarmRestarts" ->
                new CosineAnnealingWarmRestarts(
                        optimizer,
                        options.integer("T_0", 0),
                        options.integer("T_mult", 1),
                        options.number("eta_min", 0));
            case "OneCycleLR" -> new OneCycleLR(optimizer, cycle(options));
            default -> throw new AbsentException(kind);
        };
        options.checkAllHeeded();
        return metric -> scheduler.step();
    }

    private static OneCycleLR.Options cycle(Options options) {
        int steps =
                options.integer("total_steps", options.integer("epochs", 1) * options.integer("steps_per_epoch", 1));
        OneCycleLR.Options defaults = OneCycleLR.options(options.number("max_lr", 0), steps);
        String strategy = options.text("anneal_strategy", "cos");
        return defaults.pctStart(options.number("pct_start", defaults.pctStart()))
                .annealStrategy(strategy.equals("cos") ? OneCycleLR.Anneal.COS : OneCycleLR.Anneal.LINEAR)
                .cycleMomentum(options.flag("cycle_momentum", true))
                .momentum(
                        options.number("base_momentum", defaults.baseMomentum()),
                        options.number("max_momentum", defaults.maxMomentum()))
                .divFactors(
                        options.number("div_factor", defaults.divFactor()),
                        options.number("final_div_factor", defaults.finalDivFactor()))
                .threePhase(options.flag("three_phase", false));
    }

    private static ReduceLROnPlateau.Options plateau(Options options) {
        ReduceLROnPlateau.Options defaults = ReduceLROnPlateau.options();
        boolean rising = options.text("mode", "min").equals("max");
        boolean absolute = options.text("threshold_mode", "rel").equals("abs");
        return defaults.mode(rising ? ReduceLROnPlateau.Mode.MAX : ReduceLROnPlateau.Mode.MIN)
                .factor(options.number("factor", defaults.factor()))
                .patience(options.integer("patience", defaults.patience()))
                .threshold(options.number("threshold", defaults.threshold()))
                .thresholdMode(absolute ? ReduceLROnPlateau.ThresholdMode.ABS : ReduceLROnPlateau.ThresholdMode.REL)
                .cooldown(options.integer("cooldown", 0))
                .minLr(options.number("min_lr", 0))
                .eps(options.number("eps", defaults.eps()));
    }
}
