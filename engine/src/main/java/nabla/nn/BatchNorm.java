package nabla.nn;

import nabla.Tensor;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/** What {@link BatchNorm1d} and {@link BatchNorm2d} have in common: all but the number of axes. */
abstract class BatchNorm extends Layer {
    private final int numFeatures;
    private final Options options;
    private final @Nullable Tensor weight;
    private final @Nullable Tensor bias;
    private final @Nullable Tensor runningMean;
    private final @Nullable Tensor runningVar;
    private final @Nullable Tensor numBatchesTracked;

    BatchNorm(int numFeatures, Options options) {
        this.numFeatures = numFeatures;
        this.options = options;
        weight = options.affine ? register("weight", Tensor.ones(numFeatures)) : null;
        bias = options.affine ? register("bias", Tensor.zeros(numFeatures)) : null;
        runningMean = options.trackRunningStats ? registerBuffer("running_mean", Tensor.zeros(numFeatures)) : null;
        runningVar = options.trackRunningStats ? registerBuffer("running_var", Tensor.ones(numFeatures)) : null;
        numBatchesTracked = options.trackRunningStats
                ? registerBuffer("num_batches_tracked", Tensor.tensor(new long[] {0}, new int[0]))
                : null;
    }

    /** Checks the number of axes. */
    abstract void check(Tensor input);

    /** Returns the scale of each channel, [numFeatures]. */
    public final Tensor weight() {
        return Initial.present(weight, this);
    }

    /** Returns the shift of each channel, [numFeatures]. */
    public final Tensor bias() {
        return Initial.present(bias, this);
    }

    /** Returns the mean of each channel that evaluation uses, [numFeatures]. */
    public final Tensor runningMean() {
        return Initial.present(runningMean, this);
    }

    /** Returns the variance of each channel that evaluation uses, [numFeatures]. */
    public final Tensor runningVar() {
        return Initial.present(runningVar, this);
    }

    /** Returns how many batches the running statistics have seen, an int64 scalar. */
    public final Tensor numBatchesTracked() {
        return Initial.present(numBatchesTracked, this);
    }

    @Override
    public final void resetParameters() {
        if (weight != null && bias != null) {
            Init.ones_(weight);
            Init.zeros_(bias);
        }
        if (runningMean != null && runningVar != null && numBatchesTracked != null) {
            Init.zeros_(runningMean);
            Init.ones_(runningVar);
            Init.zeros_(numBatchesTracked);
        }
    }

    /** Returns the normalised input; in training the running statistics take up the batch's. */
    @Override
    public final Tensor forward(Tensor input) {
        check(input);
        Tensor momentum = LossFunctions.constant(options.momentum == null ? 0 : options.momentum, input);
        if (isTraining() && numBatchesTracked != null) {
            numBatchesTracked.add_(1);
            NormalizationFunctions.keep(numBatchesTracked);
            momentum = options.momentum == null
                    ? numBatchesTracked.to(input.dtype()).reciprocal()
                    : momentum;
        }
        boolean usesBatch = isTraining() || runningMean == null;
        return F.batchNorm(input, runningMean, runningVar, weight, bias, usesBatch, momentum, options.eps);
    }

    @Override
    protected final String extraRepr() {
        return numFeatures + ", eps=" + PythonText.of(options.eps) + ", momentum="
                + (options.momentum == null ? "None" : PythonText.of(options.momentum)) + ", affine="
                + PythonText.of(options.affine) + ", track_running_stats="
                + PythonText.of(options.trackRunningStats);
    }

    @Override
    final void describe(Description out) {
        out.tell("numFeatures", numFeatures)
                .tell("eps", options.eps)
                .tell("momentum", options.momentum == null ? Json.nothing() : Json.of(options.momentum), "")
                .tell("affine", options.affine)
                .tell("trackRunningStats", options.trackRunningStats);
    }

    /**
     * What may be told.
     *
     * @param eps added to the variance, so that nothing is divided by zero
     * @param momentum how much of a batch the running statistics take up; null for the average over all batches
     * @param affine whether each channel has a weight and a bias
     * @param trackRunningStats whether there are running statistics; else evaluation uses the batch's, too
     */
    public record Options(double eps, @Nullable Double momentum, boolean affine, boolean trackRunningStats) {
        /** Returns these options with another eps. */
        public Options eps(double eps) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }

        /** Returns these options with another momentum; null for the average over all batches. */
        public Options momentum(@Nullable Double momentum) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }

        /** Returns these options with weight and bias or without. */
        public Options affine(boolean affine) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }

        /** Returns these options with running statistics or without. */
        public Options trackRunningStats(boolean trackRunningStats) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }
    }
}
