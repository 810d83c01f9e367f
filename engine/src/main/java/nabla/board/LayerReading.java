package nabla.board;

/**
 * What was measured of one layer at one iteration. Numbers that float32 cannot hold are infinite or not a number.
 *
 * @param gradientNorm the norm of its weight's gradient
 * @param biasNorm the norm of the gradients of its other parameters together
 * @param updateRatio the norm of the change of the weight over the norm of the weight
 * @param mean of the outputs
 * @param deviation of the outputs
 * @param zeros which share of the outputs is zero
 * @param histogram how many of the counted elements of the weight's gradient have a size in each of {@link Histogram#BINS} bins
 * @param isAccumulated whether gradients of earlier steps are still in its gradients
 */
public record LayerReading(
        double gradientNorm,
        double biasNorm,
        double updateRatio,
        double mean,
        double deviation,
        double zeros,
        int[] histogram,
        boolean isAccumulated) {
    /** Whether float32 can hold what was measured of the outputs. */
    public boolean isForwardFinite() {
        return isFinite(mean) && isFinite(deviation);
    }

    /** Whether float32 can hold what was measured of the gradients. */
    public boolean isBackwardFinite() {
        return isFinite(gradientNorm) && isFinite(biasNorm);
    }

    /** Whether the outputs are numbers: if only their squares are too large, the deviation is infinite. */
    boolean areOutputsNumbers() {
        return isFinite(mean) && !Double.isNaN(deviation);
    }

    /** Whether the gradients are numbers, or only their squares too large. */
    boolean areGradientsNumbers() {
        return !Double.isNaN(gradientNorm) && !Double.isNaN(biasNorm);
    }

    static boolean isFinite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }
}
