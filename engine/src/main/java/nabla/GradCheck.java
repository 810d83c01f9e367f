package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.io.Decimals;
import nabla.op.DType;

/**
 * Gradients against central differences, in float64: the proof that a derivative is right.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.autograd.gradcheck.gradcheck.html">torch gradcheck</a>
 */
public final class GradCheck {
    /** What is differentiated: a tensor of tensors, without side effects. */
    @FunctionalInterface
    public interface Function {
        Tensor apply(List<Tensor> inputs);
    }

    private GradCheck() {}

    /**
     * Compares the gradient of each element of the function's result with respect to each element of the inputs.
     *
     * @param inputs float64 leaves that require gradients, on the {@code reference} device
     * @param epsilon how far an element is moved to both sides
     * @param absolute the difference allowed at 0
     * @param relative the difference allowed beside that, as a part of the central difference
     * @return true
     * @throws IllegalArgumentException if an input is no such leaf
     * @throws IllegalStateException with PyTorch's words if they differ, naming the place and both numbers
     */
    public static boolean check(
            Function function, List<Tensor> inputs, double epsilon, double absolute, double relative) {
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            if (input.dtype() != DType.FLOAT64 || !input.isLeaf() || !input.requiresGrad()) {
                throw new IllegalArgumentException("gradcheck: input " + i + " is " + input.dtype()
                        + (input.requiresGrad() ? "" : " and requires no gradient")
                        + "; it must be a float64 leaf that requires one.\n  Hint: Tensor.float64(...).requiresGrad_() on the "
                        + "reference device.");
            }
        }
        Tensor output = function.apply(inputs);
        for (int element = 0; element < output.numel(); element++) {
            double[] weight = new double[output.numel()];
            weight[element] = 1;
            Tensor chosen = Tensor.float64(weight, output.shape().toArray());
            List<Tensor> analytical = Autograd.grad(output, inputs, chosen, true, false);
            for (int i = 0; i < inputs.size(); i++) {
                double[] gradient = analytical.get(i).toDoubleArray();
                for (int k = 0; k < gradient.length; k++) {
                    double numerical = difference(function, inputs, i, k, element, epsilon);
                    if (!(Math.abs(gradient[k] - numerical) <= absolute + relative * Math.abs(numerical))) {
                        throw new IllegalStateException("Jacobian mismatch for output 0 with respect to input " + i
                                + ": output element " + element + ", input element " + k + ": numerical "
                                + Decimals.shortest(numerical)
                                + ", analytical " + Decimals.shortest(gradient[k]) + ".");
                    }
                }
            }
        }
        return true;
    }

    private static double difference(
            Function function, List<Tensor> inputs, int input, int place, int element, double epsilon) {
        return (moved(function, inputs, input, place, element, epsilon)
                        - moved(function, inputs, input, place, element, -epsilon))
                / (2 * epsilon);
    }

    private static double moved(Function function, List<Tensor> inputs, int input, int place, int element, double by) {
        List<Tensor> copies = new ArrayList<>(inputs);
        double[] values = inputs.get(input).toDoubleArray();
        values[place] += by;
        copies.set(input, Tensor.float64(values, inputs.get(input).shape().toArray()));
        return function.apply(copies).toDoubleArray()[element];
    }
}
