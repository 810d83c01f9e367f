package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.io.Decimals;
import nabla.op.Shape;
import org.jspecify.annotations.Nullable;

/** Values as Python's {@code print} shows them. */
final class PrintedText {
    private PrintedText() {}

    static String of(@Nullable Object value) {
        return value instanceof String text ? text : inside(value);
    }

    /** As it is shown inside of a list or a dictionary: what Python calls its representation. */
    private static String inside(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Tensor tensor) {
            return tensor.text();
        }
        if (value instanceof IndexedValues found) {
            return found.text();
        }
        if (value instanceof Shape) {
            return "Size(" + value + ")";
        }
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof Double number) {
            return Decimals.shortest(number);
        }
        if (value instanceof Float number) {
            return Decimals.shortest(number);
        }
        if (value instanceof String text) {
            return "'" + text + "'";
        }
        if (value instanceof List<?> list) {
            List<String> items = new ArrayList<>();
            for (Object item : list) {
                items.add(inside(item));
            }
            return "[" + String.join(", ", items) + "]";
        }
        return value.toString();
    }
}
