package nabla.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/** Recorded options by PyTorch's names, of which each must be heeded. */
final class Options {
    private final Json recorded;
    private final Set<String> unheeded;

    Options(Json recorded) {
        this.recorded = recorded;
        unheeded = new HashSet<>(recorded.members().keySet());
    }

    private @Nullable Json find(String name) {
        unheeded.remove(name);
        return recorded.find(name);
    }

    double number(String name, double otherwise) {
        Json value = find(name);
        return value == null ? otherwise : value.number();
    }

    int integer(String name, int otherwise) {
        Json value = find(name);
        return value == null ? otherwise : value.integer();
    }

    boolean flag(String name, boolean otherwise) {
        Json value = find(name);
        return value == null ? otherwise : value.flag();
    }

    String text(String name, String otherwise) {
        Json value = find(name);
        return value == null ? otherwise : value.text();
    }

    String text(String name) {
        unheeded.remove(name);
        return recorded.get(name).text();
    }

    int[] integers(String name) {
        unheeded.remove(name);
        return recorded.get(name).integers();
    }

    List<Json> items(String name) {
        unheeded.remove(name);
        return recorded.get(name).items();
    }

    /** Throws if the engine has no use for one of the options. */
    void checkAllHeeded() {
        if (!unheeded.isEmpty()) {
            throw new AbsentException("option " + String.join(", ", unheeded));
        }
    }
}
