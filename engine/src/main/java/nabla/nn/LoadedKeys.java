package nabla.nn;

import java.util.List;

/**
 * How the names of a state dict and those of a module agreed.
 *
 * @param missing what the module has and the state dict has not: left as it was
 * @param unexpected what the state dict has and the module has not: left out
 */
public record LoadedKeys(List<String> missing, List<String> unexpected) {
    /** Returns what PyTorch prints: {@code <All keys matched successfully>}, or the two lists. */
    @Override
    public String toString() {
        return missing.isEmpty() && unexpected.isEmpty()
                ? "<All keys matched successfully>"
                : "_IncompatibleKeys(missing_keys=" + list(missing) + ", unexpected_keys=" + list(unexpected) + ")";
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "[]" : "['" + String.join("', '", names) + "']";
    }
}
