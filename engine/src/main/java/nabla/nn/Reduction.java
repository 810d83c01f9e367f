package nabla.nn;

/** What a loss makes of the losses of single examples. */
public enum Reduction {
    /** Their average. */
    MEAN,
    /** Their sum. */
    SUM,
    /** All of them as they are. */
    NONE,
    /** Their sum, divided by the size of the batch: for {@link KLDivLoss} only. */
    BATCHMEAN;

    /** Returns PyTorch's name, such as {@code mean}. */
    @Override
    public String toString() {
        return switch (this) {
            case MEAN -> "mean";
            case SUM -> "sum";
            case NONE -> "none";
            case BATCHMEAN -> "batchmean";
        };
    }
}
