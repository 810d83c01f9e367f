package nabla.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import nabla.Tensor;
import nabla.io.Json;

/** One call of an operation: its outputs, and the gradients of its inputs. */
record OperationCheck(Json recorded) implements Check {
    @Override
    public void run(Tolerance tolerance) {
        OpCase inputs = new OpCase(recorded);
        List<Tensor> outputs = Operations.call(recorded, inputs);
        List<Json> expected = recorded.get("outputs").items();
        assertThat(outputs).hasSameSizeAs(expected);
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            assertThat(output.shape().toArray())
                    .isEqualTo(expected.get(i).get("shape").integers());
            assertThat(output.dtype()).hasToString(expected.get(i).get("dtype").text());
            tolerance.check(
                    "output " + i, output.toDoubleArray(), expected.get(i).get("data"));
        }
        for (int i = 0; i < outputs.size(); i++) {
            Json gradient = expected.get(i).find("grad_output");
            if (gradient != null) {
                float[] values = Conformance.floats(gradient);
                outputs.get(i)
                        .backward(Tensor.tensor(values, outputs.get(i).shape().toArray()), true);
            }
        }
        List<Json> given = recorded.get("inputs").items();
        for (int i = 0; i < given.size(); i++) {
            Json gradient = given.get(i).find("grad");
            if (gradient != null) {
                Tensor collected = Objects.requireNonNull(inputs.inputs().get(i).grad());
                tolerance.check("gradient of " + given.get(i).get("name").text(), collected.toDoubleArray(), gradient);
            }
        }
    }
}
