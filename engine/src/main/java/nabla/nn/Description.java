package nabla.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.io.Json;

/** The options of a layer by name: as JSON for files and as PyTorch prints them. */
final class Description {
    private final Map<String, Json> members = new LinkedHashMap<>();
    private final List<String> text = new ArrayList<>();

    Description tell(String name, int value) {
        return tell(name, Json.of(value), Integer.toString(value));
    }

    Description tell(String name, double value) {
        return tell(name, Json.of(value), PythonText.of(value));
    }

    Description tell(String name, boolean value) {
        return tell(name, Json.of(value), PythonText.of(value));
    }

    /** Height and width; printed as one number if they are equal. */
    Description tell(String name, Pair value) {
        return tell(name, value.json(), value.brief());
    }

    Description tell(String name, int[] values) {
        return tell(name, Json.array(values), PythonText.tuple(values));
    }

    /** A value whose printed form is no number, switch or pair. */
    Description tell(String name, Json value, String printed) {
        members.put(name, value);
        text.add(PythonText.snakeCase(name) + "=" + printed);
        return this;
    }

    /** The JSON members. */
    Map<String, Json> members() {
        return members;
    }

    /** Such as {@code in_features=784, out_features=10, bias=True}. */
    String text() {
        return String.join(", ", text);
    }
}
