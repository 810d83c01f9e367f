package nabla.nn;

/** What a loss makes of the losses of single examples. */
public enum Reduction {
    MEAN,
    SUM,
    NONE
}
