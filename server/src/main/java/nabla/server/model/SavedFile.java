package nabla.server.model;

import java.util.Locale;
import java.util.Map;
import nabla.io.Safetensors;
import nabla.io.SafetensorsException;
import nabla.io.SafetensorsLimits;
import nabla.io.StoredTensor;
import nabla.nn.Architecture;
import nabla.nn.ArchitectureException;
import nabla.op.Shape;
import nabla.server.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A model's file that passed every check: it is safetensors within the limits, says what network it is and how it was
 * trained, and holds exactly the tensors which that network has.
 *
 * @param architecture JSON, written anew from what was read
 * @param training JSON, written anew from what was read
 * @param parent the id of the model it was trained on from, or null
 */
record SavedFile(
        String architecture, String training, @Nullable String parent) {
    private static final String ARCHITECTURE = "nabla.architecture";
    private static final String TRAINING = "nabla.training";
    private static final String PARENT = "nabla.parent";

    /** Checks a file; throws the {@link Problem} that names the first rule it breaks and, where there is one, the tensor. */
    static SavedFile check(byte[] file) {
        Safetensors content = read(file);
        Architecture architecture = architecture(content.metadata());
        compare(architecture.state(), content.tensors());
        String training = Training.check(required(content.metadata(), TRAINING));
        String parent = content.metadata().get(PARENT);
        if (parent != null && !Ids.isId(parent)) {
            throw Problem.of(422, "parent", PARENT + " is not the id of a model.");
        }
        return new SavedFile(architecture.toString(), training, parent);
    }

    private static Safetensors read(byte[] file) {
        try {
            return Safetensors.read(file, SafetensorsLimits.SHARED_MODEL);
        } catch (SafetensorsException e) {
            String rule =
                    "safetensors-" + e.rule().name().toLowerCase(Locale.ROOT).replace('_', '-');
            int status = e.rule() == SafetensorsException.Rule.FILE_TOO_LARGE ? 413 : 422;
            Problem problem = Problem.of(status, rule, String.valueOf(e.getMessage()));
            throw e.tensor() == null ? problem : problem.with("tensor", e.tensor());
        }
    }

    private static Architecture architecture(Map<String, String> metadata) {
        try {
            return Architecture.parse(required(metadata, ARCHITECTURE));
        } catch (ArchitectureException e) {
            throw Problem.of(422, "architecture", String.valueOf(e.getMessage()));
        }
    }

    private static String required(Map<String, String> metadata, String name) {
        String value = metadata.get(name);
        if (value == null) {
            throw Problem.of(
                    422,
                    "metadata",
                    "The file's __metadata__ has no " + name + "; it has " + metadata.keySet()
                            + ". Only models that were trained here can be shared here.");
        }
        return value;
    }

    private static void compare(Map<String, Shape> expected, Map<String, StoredTensor> found) {
        expected.forEach((name, shape) -> {
            StoredTensor tensor = found.get(name);
            if (tensor == null) {
                throw Problem.of(422, "missing-tensor", "The network has a parameter " + name + ", the file has none.")
                        .with("tensor", name);
            }
            Shape stored = Shape.of(tensor.shape());
            if (!stored.equals(shape)) {
                throw Problem.of(
                                422,
                                "tensor-shape",
                                "The network's " + name + " has the shape " + shape + ", the file's has " + stored
                                        + ".")
                        .with("tensor", name);
            }
        });
        for (String name : found.keySet()) {
            if (!expected.containsKey(name)) {
                throw Problem.of(422, "unknown-tensor", "The file has a tensor " + name + ", the network has none.")
                        .with("tensor", name);
            }
        }
    }
}
