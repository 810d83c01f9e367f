package nabla.compile;

/** How the values along the reduced loops become one. */
public enum Reduction {
    SUM,
    PRODUCT,
    MAXIMUM,
    MINIMUM,
    /** The position of the greatest value, counted row-major over the reduced loops; of equal ones the first. An integer. */
    ARGMAX,
    /** The position of the least value, likewise. */
    ARGMIN;

    public boolean isPosition() {
        return this == ARGMAX || this == ARGMIN;
    }
}
