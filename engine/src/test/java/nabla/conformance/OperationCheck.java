package nabla.conformance;

import java.util.Arrays;
import java.util.List;
import nabla.Tensor;
import nabla.io.Json;

/** One call of an operation: its outputs, and the gradients of its inputs. */
record OperationCheck(Json recorded) implements Check {
    @Override
    public void run() {
        Tolerance tolerance = Tolerance.usual();
        OpCase inputs = new OpCase(recorded);
        List<Tensor> outputs = Operations.call(recorded.get("op").text(), inputs);
        List<Json> expected = recorded.get("outputs").items();
        Expect.equal("how many outputs", expected.size(), outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            Json answer = expected.get(i);
            Expect.equal(
                    "shape of output " + i,
                    Arrays.toString(answer.get("shape").integers()),
                    Arrays.toString(output.shape().toArray()));
            Expect.equal(
                    "dtype of output " + i,
                    answer.get("dtype").text(),
                    output.dtype().toString());
            tolerance.check("output " + i, output.toDoubleArray(), answer.get("data"));
        }
        for (int i = 0; i < outputs.size(); i++) {
            Json gradient = expected.get(i).find("grad_output");
            if (gradient != null) {
                float[] values = Conformance.floats(gradient);
                outputs.get(i)
                        .backward(Tensor.tensor(values, outputs.get(i).shape().toArray()), true);
            }
        }
        checkGradients(tolerance, inputs.inputs());
    }

    private void checkGradients(Tolerance tolerance, List<Tensor> inputs) {
        List<Json> given = recorded.get("inputs").items();
        for (int i = 0; i < given.size(); i++) {
            Json gradient = given.get(i).find("grad");
            if (gradient != null) {
                String what = "gradient of " + given.get(i).get("name").text();
                Tensor collected = inputs.get(i).grad();
                if (collected == null) {
                    throw new AssertionError(what + ": there is none");
                }
                tolerance.check(what, collected.toDoubleArray(), gradient);
            }
        }
    }
}
