package nabla;

/**
 * Values and where they were found along an axis: what {@code max(dim)}, {@code sort} and {@code topk} return.
 *
 * @param operation PyTorch's name of what was asked
 * @param values in the input's type
 * @param indices int64, of the values' shape
 */
public record IndexedValues(String operation, Tensor values, Tensor indices) {}
