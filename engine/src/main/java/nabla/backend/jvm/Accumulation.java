package nabla.backend.jvm;

import nabla.compile.Reduction;

/** One output's accumulator, in double precision. */
final class Accumulation {
    private final Reduction reduction;
    private double value;
    private long best;
    private long seen;

    Accumulation(Reduction reduction) {
        this.reduction = reduction;
        value = switch (reduction) {
            case SUM -> 0;
            case PRODUCT -> 1;
            case MAXIMUM, ARGMAX -> Double.NEGATIVE_INFINITY;
            case MINIMUM, ARGMIN -> Double.POSITIVE_INFINITY;
        };
    }

    void add(double next) {
        switch (reduction) {
            case SUM:
                value += next;
                break;
            case PRODUCT:
                value *= next;
                break;
            case MAXIMUM:
                value = Math.max(value, next);
                break;
            case MINIMUM:
                value = Math.min(value, next);
                break;
            case ARGMAX:
                if (next > value || isFirstNaN(next)) {
                    value = next;
                    best = seen;
                }
                break;
            case ARGMIN:
                if (next < value || isFirstNaN(next)) {
                    value = next;
                    best = seen;
                }
                break;
        }
        seen++;
    }

    /** NaN beats all numbers, as it does where only the value is asked for. */
    private boolean isFirstNaN(double next) {
        return Double.isNaN(next) && !Double.isNaN(value);
    }

    double result() {
        return reduction.isPosition() ? best : value;
    }
}
