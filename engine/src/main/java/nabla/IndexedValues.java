package nabla;

/**
 * Values and where they were found along an axis: what {@code max(dim)}, {@code sort} and {@code topk} return.
 *
 * @param operation PyTorch's name of what was asked
 * @param values in the input's type
 * @param indices int64, of the values' shape
 */
public record IndexedValues(String operation, Tensor values, Tensor indices) {
    /** What PyTorch prints for it, without the prefix {@code torch.}. Waits for the device. */
    public String text() {
        return text(values.text(), indices.text());
    }

    /** As {@link #text}, of what the tensors show without waiting. */
    @Override
    public String toString() {
        return text(values.toString(), indices.toString());
    }

    private String text(String first, String second) {
        return "return_types." + operation + "(\nvalues=" + first + ",\nindices=" + second + ")";
    }
}
