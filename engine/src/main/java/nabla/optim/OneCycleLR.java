package nabla.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets the learning rate rise from low to high and fall to almost nothing within one run, and the momentum, or Adam's first
 * beta, the other way round. Asked for a step after each batch, not each epoch.
 *
 * <pre>{@code
 * new OneCycleLR(optimizer, OneCycleLR.options(0.1, epochs * loader.length()).pctStart(0.2))
 * }</pre>
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html">OneCycleLR</a>
 */
public final class OneCycleLR extends LRScheduler {
    /** The way from one value to another. */
    public enum Anneal {
        /** Along half a cosine. */
        COS,
        /** Straight. */
        LINEAR
    }

    /**
     * What the cycle is like.
     *
     * @param maxLr the highest learning rate of each group, or one for all
     * @param totalSteps the number of steps of the whole run
     * @param pctStart the share of the steps in which the rate rises, from 0 to 1
     * @param annealStrategy the way between the values
     * @param cycleMomentum whether the momentum moves too
     * @param baseMomentum the lowest momentum
     * @param maxMomentum the highest momentum
     * @param divFactor the first rate is the highest over this
     * @param finalDivFactor the last rate is the first over this
     * @param threePhase whether the rate falls as slowly as it rose, before it falls to almost nothing
     * @param verbose whether to print each rate that is set
     */
    public record Options(
            List<Double> maxLr,
            int totalSteps,
            double pctStart,
            Anneal annealStrategy,
            boolean cycleMomentum,
            double baseMomentum,
            double maxMomentum,
            double divFactor,
            double finalDivFactor,
            boolean threePhase,
            boolean verbose) {

        /** Returns these options with another share of rising steps. */
        public Options pctStart(double value) {
            return new Options(
                    maxLr,
                    totalSteps,
                    value,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase,
                    verbose);
        }

        /** Returns these options with another way between the values. */
        public Options annealStrategy(Anneal value) {
            return new Options(
                    maxLr,
                    totalSteps,
                    pctStart,
                    value,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase,
                    verbose);
        }

        /** Returns these options with a momentum that moves or stays. */
        public Options cycleMomentum(boolean value) {
            return new Options(
                    maxLr,
                    totalSteps,
                    pctStart,
                    annealStrategy,
                    value,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase,
                    verbose);
        }

        /** Returns these options with other bounds of the momentum. */
        public Options momentum(double base, double max) {
            return new Options(
                    maxLr,
                    totalSteps,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    base,
                    max,
                    divFactor,
                    finalDivFactor,
                    threePhase,
                    verbose);
        }

        /** Returns these options with other divisors of the highest rate. */
        public Options divFactors(double first, double last) {
            return new Options(
                    maxLr,
                    totalSteps,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    first,
                    last,
                    threePhase,
                    verbose);
        }

        /** Returns these options with three phases or two. */
        public Options threePhase(boolean value) {
            return new Options(
                    maxLr,
                    totalSteps,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    value,
                    verbose);
        }

        /** Returns these options printing or silent. */
        public Options verbose(boolean value) {
            return new Options(
                    maxLr,
                    totalSteps,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase,
                    value);
        }
    }

    /** Part of the cycle, ending at a step, which need not be whole: names of the values to go from and to. */
    private record Phase(double end, String fromRate, String toRate, String fromMomentum, String toMomentum) {}

    private static final String LOW = "initial_lr";
    private static final String HIGH = "max_lr";
    private static final String LAST = "min_lr";
    private static final String LITTLE = "base_momentum";
    private static final String MUCH = "max_momentum";

    private final Options options;
    private final List<Phase> phases;

    /** Returns PyTorch's defaults for a highest rate and a number of steps. */
    public static Options options(double maxLr, int totalSteps) {
        return options(List.of(maxLr), totalSteps);
    }

    /** Returns PyTorch's defaults for a highest rate of each group and a number of steps. */
    public static Options options(List<Double> maxLr, int totalSteps) {
        return new Options(maxLr, totalSteps, 0.3, Anneal.COS, true, 0.85, 0.95, 25, 1e4, false, false);
    }

    /** Makes a cycle with PyTorch's defaults. */
    public OneCycleLR(Optimizer optimizer, double maxLr, int totalSteps) {
        this(optimizer, options(maxLr, totalSteps));
    }

    /**
     * Makes a cycle.
     *
     * @throws IllegalArgumentException with PyTorch's words if the options cannot be, or the optimizer has no momentum that
     *     could move
     */
    public OneCycleLR(Optimizer optimizer, Options options) {
        super(optimizer, options.verbose());
        this.options = options;
        if (options.totalSteps() < 1) {
            throw new IllegalArgumentException("Expected positive integer total_steps, but got " + options.totalSteps()
                    + "\n  Hint: epochs * loader.length().");
        }
        if (!(options.pctStart() >= 0 && options.pctStart() <= 1)) {
            throw new IllegalArgumentException("Expected float between 0 and 1 pct_start, but got "
                    + Numbers.spelled(options.pctStart()) + "\n  Hint: 0.3 lets the rate rise for three tenths.");
        }
        phases = phases();
        List<Double> highest = options.maxLr().size() == 1
                ? Checks.forEach(optimizer, options.maxLr().get(0))
                : Checks.asManyAsGroups(optimizer, options.maxLr(), "values for max_lr");
        for (int i = 0; i < highest.size(); i++) {
            prepare(groups().get(i), highest.get(i));
        }
        begin();
    }

    private List<Phase> phases() {
        double rising = options.pctStart() * options.totalSteps();
        double last = options.totalSteps() - 1;
        List<Phase> parts = new ArrayList<>();
        parts.add(new Phase(rising - 1, LOW, HIGH, MUCH, LITTLE));
        if (options.threePhase()) {
            parts.add(new Phase(2 * rising - 2, HIGH, LOW, LITTLE, MUCH));
            parts.add(new Phase(last, LOW, LAST, MUCH, MUCH));
        } else {
            parts.add(new Phase(last, HIGH, LAST, LITTLE, MUCH));
        }
        double start = 0;
        for (Phase part : parts) {
            if (part.end == start) {
                throw new IllegalArgumentException("OneCycleLR: of " + options.totalSteps() + " steps, a share of "
                        + Numbers.spelled(options.pctStart()) + " leaves a phase without any.\n"
                        + "  Hint: take more steps, or another pctStart.");
            }
            start = part.end;
        }
        return parts;
    }

    private void prepare(ParameterGroup group, double highest) {
        group.keep(LOW, highest / options.divFactor());
        group.keep(HIGH, highest);
        group.keep(LAST, group.number(LOW) / options.finalDivFactor());
        if (options.cycleMomentum()) {
            if (!group.has("momentum") && !group.has("betas")) {
                throw new IllegalArgumentException(
                        "optimizer must support momentum with `cycle_momentum` option enabled"
                                + "\n  Hint: cycleMomentum(false), or SGD, RMSprop, Adam or AdamW.");
            }
            group.keep(MUCH, options.maxMomentum());
            group.keep(LITTLE, options.baseMomentum());
        }
    }

    @Override
    public void step() {
        if (lastEpoch() + 1 > options.totalSteps()) {
            throw new IllegalStateException("Tried to step " + (lastEpoch() + 2)
                    + " times. The specified number of total steps is " + options.totalSteps()
                    + "\n  Hint: the cycle is over; it must be made for as many steps as there are batches.");
        }
        super.step();
    }

    @Override
    double rate(int number) {
        ParameterGroup group = groups().get(number);
        double start = 0;
        int i = 0;
        while (i < phases.size() - 1 && lastEpoch() > phases.get(i).end) {
            start = phases.get(i++).end;
        }
        Phase phase = phases.get(i);
        double share = (lastEpoch() - start) / (phase.end - start);
        if (options.cycleMomentum()) {
            double momentum = between(group.number(phase.fromMomentum), group.number(phase.toMomentum), share);
            if (group.has("betas")) {
                group.setBetas(momentum, group.betas()[1]);
            } else {
                group.set("momentum", momentum);
            }
        }
        // The step after the last batch goes beyond the end, as in PyTorch; a straight line would cross 0 there.
        return Math.max(0, between(group.number(phase.fromRate), group.number(phase.toRate), share));
    }

    private double between(double from, double to, double share) {
        return options.annealStrategy() == Anneal.COS
                ? to + (from - to) / 2 * (Math.cos(Math.PI * share) + 1)
                : (to - from) * share + from;
    }
}
