package nabla.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.Tensor;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/** One recorded call of an operation: its inputs as tensors and its attributes. It notes which attributes were heeded. */
final class OpCase {
    private final Json attributes;
    private final List<Tensor> inputs = new ArrayList<>();
    private final Set<String> heeded = new HashSet<>();

    OpCase(Json json) {
        attributes = json.get("attrs");
        for (Json input : json.get("inputs").items()) {
            Tensor tensor = Conformance.tensor(input);
            inputs.add(input.find("grad") == null ? tensor : tensor.requiresGrad_());
        }
    }

    /** A call with other tensors and attributes. */
    OpCase(List<Tensor> inputs, Json attributes) {
        this.attributes = attributes;
        this.inputs.addAll(inputs);
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

    /** The third input, such as a bias, where the case has one. */
    @Nullable
    Tensor third() {
        return inputs.size() > 2 ? inputs.get(2) : null;
    }

    /** Whether the call has this attribute. Who asks must then read it. */
    boolean has(String attribute) {
        return attributes.find(attribute) != null;
    }

    /** The attributes that the call has and that nobody read: the engine's answer cannot have depended on them. */
    List<String> unheeded() {
        List<String> names = new ArrayList<>();
        for (String name : attributes.members().keySet()) {
            if (!heeded.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    int integer(String attribute) {
        return read(attribute).integer();
    }

    int integer(String attribute, int otherwise) {
        return has(attribute) ? integer(attribute) : otherwise;
    }

    double number(String attribute) {
        return read(attribute).number();
    }

    double number(String attribute, double otherwise) {
        return has(attribute) ? number(attribute) : otherwise;
    }

    boolean flag(String attribute, boolean otherwise) {
        return has(attribute) ? read(attribute).flag() : otherwise;
    }

    String text(String attribute) {
        return read(attribute).text();
    }

    String text(String attribute, String otherwise) {
        return has(attribute) ? text(attribute) : otherwise;
    }

    /** A list of numbers as a vector. */
    Tensor vector(String attribute) {
        double[] values = Conformance.numbers(read(attribute));
        return Tensor.tensor(values, values.length);
    }

    /** A list of integers, or the one integer that stands for it. */
    int[] integers(String attribute) {
        Json value = read(attribute);
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

    private Json read(String attribute) {
        heeded.add(attribute);
        return attributes.get(attribute);
    }
}
