package nabla.nn;

import nabla.Tensor;

/** Values that parameters start with. */
final class Initial {
    private Initial() {}

    /** Returns numbers uniform in ±bound, drawn from the default generator. */
    static Tensor uniform(double bound, int... shape) {
        return Tensor.empty(shape).uniform_(-bound, bound);
    }
}
