package nabla.io;

import org.jspecify.annotations.Nullable;

/** A file that is not safetensors, or one that breaks a rule that Nabla adds. */
public final class SafetensorsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What can be wrong with a file. */
    public enum Rule {
        /** The file is larger than allowed. */
        FILE_TOO_LARGE,
        /** The file ends before its header or its last tensor does. */
        TRUNCATED,
        /** The header is larger than allowed. */
        HEADER_TOO_LARGE,
        /** The header is not a JSON object in UTF-8, names something twice, or is nested too deep. */
        HEADER_NOT_JSON,
        /** {@code __metadata__} holds something else than strings. */
        METADATA_NOT_TEXT,
        /** There are more tensors than allowed, or none. */
        TENSOR_COUNT,
        /** A tensor's name is not 1 to 64 letters, digits, underscores and points. */
        TENSOR_NAME,
        /** A tensor's entry does not consist of dtype, shape and data_offsets of the right kinds. */
        TENSOR_ENTRY,
        /** A tensor's element type is unknown or not allowed. */
        TENSOR_TYPE,
        /** A tensor has too many dimensions, or a size below 1. */
        TENSOR_SHAPE,
        /** The tensors' bytes do not follow one another without hole and overlap, or do not fit their shapes. */
        TENSOR_OFFSETS,
        /** A tensor holds an element that is infinite or not a number. */
        NOT_FINITE
    }

    private final Rule rule;
    private final @Nullable String tensor;

    SafetensorsException(Rule rule, @Nullable String tensor, String message) {
        super("safetensors: " + (tensor == null ? "" : "tensor \"" + tensor + "\": ") + message);
        this.rule = rule;
        this.tensor = tensor;
    }

    /** Returns the rule that is broken. */
    public Rule rule() {
        return rule;
    }

    /** Returns the name of the tensor that breaks the rule, or null where it is the file or its header. */
    public @Nullable String tensor() {
        return tensor;
    }
}
