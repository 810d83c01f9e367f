package nabla.compile;

/** A condition on a kernel's loops: {@code 0 <= value < extent}. Outside it a load reads nothing and gives 0. */
public record Bound(Index value, int extent) {
    /** Whether it holds for all values of the loops, so that nobody needs to check it. */
    public boolean always() {
        return value.min() >= 0 && value.max() < extent;
    }

    @Override
    public String toString() {
        return "0 <= " + value + " < " + extent;
    }
}
