package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import nabla.io.Decimals;
import nabla.op.DType;
import nabla.op.Shape;

/** Values as Python spells them. */
final class PythonText {
    private PythonText() {}

    /** Returns {@code True} or {@code False}. */
    static String of(boolean flag) {
        return flag ? "True" : "False";
    }

    /** Returns such as {@code 0.1} or {@code 1e-05}. */
    static String of(double number) {
        return Decimals.shortest(number);
    }

    /** Returns a tuple, such as {@code (3, 5)} or {@code (3,)}. */
    static String tuple(int... numbers) {
        List<String> parts = new ArrayList<>();
        for (int number : numbers) {
            parts.add(Integer.toString(number));
        }
        return "(" + String.join(", ", parts) + (numbers.length == 1 ? ",)" : ")");
    }

    /** Returns a shape as PyTorch's messages have it, without the prefix {@code torch.}: {@code Size([2, 3])}. */
    static String size(Shape shape) {
        return "Size(" + shape + ")";
    }

    /** Returns the type of a tensor as PyTorch's messages have it, such as {@code FloatTensor}. */
    static String tensorType(DType type) {
        return LossFunctions.scalarType(type) + "Tensor";
    }

    /** Returns {@code kernel_size} for {@code kernelSize}. */
    static String snakeCase(String camelCase) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? "_" + (char) (c - 'A' + 'a') : Character.toString(c));
        }
        return out.toString();
    }
}
