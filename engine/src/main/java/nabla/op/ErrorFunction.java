package nabla.op;

/** The error function: exact for the float64 oracle, and spelled out in the other primitives for plans in float32. */
public final class ErrorFunction {
    /** Beyond it the value is 1 to all digits of float64. */
    private static final double END = 6;

    private static final double SERIES_BELOW = 0.5;

    /** Of the series around 0: (-1)^n / (n! (2n + 1)), from the last. */
    private static final double[] SERIES = {-1.0 / 1320, 1.0 / 216, -1.0 / 42, 1.0 / 10, -1.0 / 3, 1};

    /** Of the fit for the complement, whose relative error is below 1.2e-7 everywhere (Press et al., Numerical Recipes, 6.2). */
    private static final double[] FIT = {
        0.17087277,
        -0.82215223,
        1.48851587,
        -1.13520398,
        0.27886807,
        -0.18628806,
        0.09678418,
        0.37409196,
        1.00002368,
        -1.26551223
    };

    private ErrorFunction() {}

    /** To about 1e-15, by a series of positive terms (Abramowitz and Stegun, 7.1.6). */
    public static double of(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (Math.abs(x) >= END) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** As an expression without {@link Primitive#ERF}, exact to about float32's digits. */
    static Expr spelledOut(Expr x) {
        Expr size = x.abs();
        Expr t = Expr.ONE.div(Expr.ONE.add(size.mul(Expr.constant(0.5))));
        Expr exponent = polynomial(FIT, t).sub(size.mul(size));
        Expr far = Expr.ONE.sub(t.mul(exponent.exp()));
        Expr signed = x.lt(Expr.ZERO).where(far.neg(), far);
        Expr near = x.mul(polynomial(SERIES, x.mul(x))).mul(Expr.constant(2 / Math.sqrt(Math.PI)));
        return size.lt(Expr.constant(SERIES_BELOW)).where(near, signed);
    }

    private static Expr polynomial(double[] coefficients, Expr x) {
        Expr sum = Expr.constant(coefficients[0], x.type());
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum.mul(x).add(Expr.constant(coefficients[i]));
        }
        return sum;
    }
}
