package nabla.conformance;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import nabla.Tensor;
import nabla.io.Decimals;
import nabla.nn.F;

/**
 * The gradient of an operation that decides by a comparison, where a number is NaN: on the standard device against PyTorch
 * 1.13's. Elu and hardtanh have none to compare with: there their gradient at NaN hangs on the tensor's size.
 *
 * @param name the operation's name
 * @param function the operation
 * @param passed the gradients that arrive at NaN, 0, -1 and 2 when 3 comes in
 */
public record NotANumberCheck(String name, UnaryOperator<Tensor> function, List<Double> passed) {
    /** So many times the four numbers: some for whole vectors, some for what is left. */
    private static final int REPEATS = 5;

    /** Returns a check for every such operation. */
    public static List<NotANumberCheck> all() {
        return List.of(
                of("relu", Tensor::relu, 3, 0, 0, 3),
                of("relu of a sum", x -> x.add(Tensor.zeros(1)).relu(), 3, 0, 0, 3),
                of("relu of a product", NotANumberCheck::reluOfProduct, 3, 0, 0, 3),
                of("leaky_relu", x -> F.leakyRelu(x, 0.5), 1.5, 1.5, 1.5, 3),
                of("clamp", x -> x.clamp(0, 1), 0, 3, 0, 0),
                of("abs", Tensor::abs, 0, 0, -3, 3),
                of("maximum", x -> x.maximum(Tensor.zeros(1)), 3, 1.5, 0, 3),
                of("maximum, second", x -> Tensor.zeros(1).maximum(x), 3, 1.5, 0, 3),
                of("maximum of both signs", x -> x.maximum(x.neg()), 0, 0, -3, 3),
                of("minimum", x -> x.minimum(Tensor.zeros(1)), 3, 1.5, 3, 0),
                of("minimum, second", x -> Tensor.zeros(1).minimum(x), 3, 1.5, 3, 0),
                of("max", x -> x.view(-1, 2).max(1).values(), 3, 0, 0, 3),
                of("max_pool1d", x -> F.maxPool1d(x.view(1, 1, -1), 2), 3, 0, 0, 3));
    }

    private static NotANumberCheck of(
            String name, UnaryOperator<Tensor> function, double nan, double zero, double minus, double plus) {
        return new NotANumberCheck(name, function, List.of(nan, zero, minus, plus));
    }

    /** Each number is a row of one column, and the weight's only number is 1. */
    private static Tensor reluOfProduct(Tensor x) {
        return F.linear(x.view(-1, 1), Tensor.ones(1, 1), Tensor.zeros(1)).relu();
    }

    /**
     * Runs the check.
     *
     * @throws AssertionError if another gradient arrives
     */
    public void run() {
        double[] numbers = {Double.NaN, 0, -1, 2};
        double[] repeated = new double[REPEATS * numbers.length];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = numbers[i % numbers.length];
        }
        Tensor x = Tensor.tensor(repeated).requiresGrad_();
        function.apply(x).mul(3).sum().backward();
        double[] arrived = Objects.requireNonNull(x.grad()).toDoubleArray();
        for (int i = 0; i < arrived.length; i++) {
            double expected = passed.get(i % numbers.length);
            if (arrived[i] != expected) {
                throw new AssertionError(name + " at " + Decimals.shortest(repeated[i]) + ", element " + i
                        + ": the gradient is " + Decimals.shortest(arrived[i]) + ", not "
                        + Decimals.shortest(expected));
            }
        }
    }
}
