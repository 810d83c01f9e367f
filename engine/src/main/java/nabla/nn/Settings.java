package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nabla.io.Decimals;
import nabla.io.Json;
import nabla.io.JsonException;
import org.jspecify.annotations.Nullable;

/** The members of a layer's description, asked for one by one; what nobody asked for is refused in the end. */
final class Settings {
    /** No size and no stride of a layer is larger. */
    private static final int LARGEST = 1 << 20;

    private static final int HIGHEST_DIMENSION = 8;

    private final String layer;
    private final Json description;
    private final Set<String> unread;

    /** Wraps the description of the layer that errors call {@code layer}. */
    Settings(String layer, Json description) {
        this.layer = layer;
        this.description = description;
        this.unread = new TreeSet<>(description.members().keySet());
    }

    String text(String name) {
        return get(name).text();
    }

    boolean flag(String name, boolean otherwise) {
        Json value = find(name);
        return value == null ? otherwise : value.flag();
    }

    /** Returns a number from 1 on. */
    int size(String name) {
        return inside(name, get(name).integer(), 1, LARGEST);
    }

    int size(String name, int otherwise) {
        return unread.contains(name) ? size(name) : otherwise;
    }

    /** Returns a number from 0 on. */
    int count(String name, int otherwise) {
        return unread.contains(name) ? inside(name, get(name).integer(), 0, LARGEST) : otherwise;
    }

    /** Returns one or more numbers from 1 on. */
    int[] sizes(String name) {
        int[] sizes = get(name).integers();
        if (sizes.length == 0 || sizes.length > HIGHEST_DIMENSION) {
            throw wrong(name + " has " + sizes.length + " numbers, but must have 1 to " + HIGHEST_DIMENSION + ".");
        }
        for (int size : sizes) {
            inside(name, size, 1, LARGEST);
        }
        return sizes;
    }

    /** Returns the number of a place, or null if the member is missing or null. */
    @Nullable
    Integer optionalIndex(String name) {
        Json value = find(name);
        return value == null || value.isNothing() ? null : (Integer) inside(name, value.integer(), 0, LARGEST);
    }

    /** Returns a finite number. */
    double number(String name, double otherwise) {
        Json value = find(name);
        return value == null ? otherwise : finite(name, value);
    }

    /** Returns a finite number, or null if the member is null. */
    @Nullable
    Double optionalNumber(String name, double otherwise) {
        Json value = find(name);
        return value == null ? (Double) otherwise : value.isNothing() ? null : (Double) finite(name, value);
    }

    private double finite(String name, Json value) {
        double number = value.number();
        if (!(Math.abs(number) <= LARGEST)) {
            throw wrong(name + " is " + Decimals.shortest(number) + ", but must be within ±" + LARGEST + ".");
        }
        return number;
    }

    /** Returns one of two words; the first if the member is missing. */
    String oneOf(String name, String first, String second) {
        Json value = find(name);
        String word = value == null ? first : value.text();
        if (!word.equals(first) && !word.equals(second)) {
            throw wrong(name + " is \"" + word + "\", but must be " + first + " or " + second + ".");
        }
        return word;
    }

    /** Whether a member is this word; then it counts as read. */
    boolean is(String name, String word) {
        Json value = description.find(name);
        boolean is = value != null && value.toString().equals("\"" + word + "\"");
        if (is) {
            unread.remove(name);
        }
        return is;
    }

    /** Returns the number of a dimension, which may be counted from the end. */
    int dimension(String name) {
        return inside(name, get(name).integer(), -HIGHEST_DIMENSION, HIGHEST_DIMENSION);
    }

    int dimension(String name, int otherwise) {
        return unread.contains(name) ? dimension(name) : otherwise;
    }

    /** Returns two numbers from {@code least} on, height and width; a single number stands for both. */
    Pair pair(String name, int least) {
        return pair(name, get(name), least);
    }

    Pair pair(String name, int least, Pair otherwise) {
        Json value = find(name);
        return value == null ? otherwise : pair(name, value, least);
    }

    List<Json> items(String name) {
        return new ArrayList<>(get(name).items());
    }

    /** Refuses members that no setting of the layer has asked for. */
    void finish() {
        if (!unread.isEmpty()) {
            throw wrong("unknown settings " + unread + ".");
        }
    }

    ArchitectureException wrong(String reason) {
        return new ArchitectureException(layer + ": " + reason);
    }

    private Pair pair(String name, Json value, int least) {
        int[] sizes;
        try {
            sizes = value.integers();
        } catch (JsonException notAnArray) {
            sizes = new int[] {value.integer(), value.integer()};
        }
        if (sizes.length != 2) {
            throw wrong(name + " has " + sizes.length + " numbers; height and width are 2.");
        }
        int height = inside(name, sizes[0], least, LARGEST);
        int width = inside(name, sizes[1], least, LARGEST);
        return height == width ? Pair.both(height) : new Pair(height, width);
    }

    private int inside(String name, int value, int least, int largest) {
        if (value < least || value > largest) {
            throw wrong(name + " is " + value + ", but must be " + least + " to " + largest + ".");
        }
        return value;
    }

    private @Nullable Json find(String name) {
        unread.remove(name);
        return description.find(name);
    }

    private Json get(String name) {
        Json value = find(name);
        if (value == null) {
            throw wrong("the setting " + name + " is missing.");
        }
        return value;
    }
}
