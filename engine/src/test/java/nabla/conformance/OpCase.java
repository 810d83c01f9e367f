package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;
import nabla.io.Json;

/** One recorded call of an operation: its inputs as tensors and its attributes. */
final class OpCase {
    private final Json attributes;
    private final List<Tensor> inputs = new ArrayList<>();

    OpCase(Json json) {
        attributes = json.get("attrs");
        for (Json input : json.get("inputs").items()) {
            Tensor tensor = Conformance.tensor(input);
            inputs.add(input.find("grad") == null ? tensor : tensor.requiresGrad_());
        }
    }

    List<Tensor> inputs() {
        return inputs;
    }

    Tensor first() {
        return inputs.get(0);
    }

    Tensor second() {
        return inputs.get(1);
    }

    /** Whether the call has this attribute. */
    boolean has(String attribute) {
        return attributes.find(attribute) != null;
    }

    int integer(String attribute) {
        return attributes.get(attribute).integer();
    }

    int integer(String attribute, int otherwise) {
        return has(attribute) ? integer(attribute) : otherwise;
    }

    double number(String attribute) {
        return attributes.get(attribute).number();
    }

    boolean flag(String attribute) {
        return has(attribute) && attributes.get(attribute).flag();
    }

    String text(String attribute) {
        return attributes.get(attribute).text();
    }

    /** A list of integers, or the one integer that stands for it. */
    int[] integers(String attribute) {
        Json value = attributes.get(attribute);
        return value.toString().startsWith("[") ? value.integers() : new int[] {value.integer()};
    }

    /** Height and width, or the one number that stands for both. */
    int[] pair(String attribute, int otherwise) {
        if (!has(attribute)) {
            return new int[] {otherwise, otherwise};
        }
        int[] values = integers(attribute);
        return values.length == 2 ? values : new int[] {values[0], values[0]};
    }
}
