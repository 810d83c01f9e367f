package nabla.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value (RFC 8259), immutable.
 *
 * <p>A question asked of the wrong kind of value, such as {@link #text()} of an array, throws {@link JsonException}.
 * Objects keep the order of their members.
 */
public abstract sealed class Json {
    private Json() {}

    /** Returns the value that {@code text} spells, nested at most 64 deep. */
    public static Json parse(String text) {
        return parse(text, 64);
    }

    /**
     * Returns the value that {@code text} spells.
     *
     * @throws JsonException if the text is not JSON, an object names a member twice, or arrays and objects are nested
     *     more than {@code maximumDepth} deep
     */
    public static Json parse(String text, int maximumDepth) {
        return new JsonParser(text, maximumDepth).parse();
    }

    /** Returns the JSON string of {@code value}. */
    public static Json of(String value) {
        return new Text(value);
    }

    /**
     * Returns the JSON number of {@code value}, which reads back as the same double.
     *
     * @throws JsonException if the value is infinite or not a number, which JSON cannot say
     */
    public static Json of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new JsonException("JSON has no number for " + Decimals.shortest(value) + ".");
        }
        return value == Math.floor(value) && Math.abs(value) < 0x1p53
                ? of((long) value)
                : new Numeral(Decimals.shortest(value));
    }

    /** Returns the JSON number of {@code value}, all digits kept. */
    public static Json of(long value) {
        return new Numeral(Long.toString(value));
    }

    /** Returns JSON's true or false. */
    public static Json of(boolean value) {
        return new Flag(value);
    }

    /** Returns JSON's null. */
    public static Json nothing() {
        return Nothing.INSTANCE;
    }

    /** Returns the array of {@code items}. */
    public static Json array(List<Json> items) {
        return new Items(Collections.unmodifiableList(new ArrayList<>(items)));
    }

    /** Returns the array of {@code numbers}. */
    public static Json array(int... numbers) {
        List<Json> items = new ArrayList<>();
        for (int number : numbers) {
            items.add(of(number));
        }
        return array(items);
    }

    /** Returns the object of {@code members}, in the map's order. */
    public static Json object(Map<String, Json> members) {
        return new Members(Collections.unmodifiableMap(new LinkedHashMap<>(members)));
    }

    /** Returns whether this is JSON's null. */
    public boolean isNothing() {
        return this == Nothing.INSTANCE;
    }

    /** Returns the string. */
    public String text() {
        throw wrong("a string");
    }

    /** Returns the number as the nearest double, which must be finite. */
    public double number() {
        throw wrong("a number");
    }

    /** Returns the number, which must be an integer of 64 bits written without fraction and exponent. */
    public long integer64() {
        throw wrong("an integer");
    }

    /** Returns the number, which must be an integer of 32 bits written without fraction and exponent. */
    public int integer() {
        long value = integer64();
        if (value != (int) value) {
            throw new JsonException("Expected an integer of 32 bits, found " + value + ".");
        }
        return (int) value;
    }

    /** Returns whether this is JSON's true. */
    public boolean flag() {
        throw wrong("true or false");
    }

    /** Returns the items of the array. */
    public List<Json> items() {
        throw wrong("an array");
    }

    /** Returns the items of the array, all of them integers of 32 bits. */
    public int[] integers() {
        List<Json> items = items();
        int[] values = new int[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = items.get(i).integer();
        }
        return values;
    }

    /** Returns the members of the object in their order. */
    public Map<String, Json> members() {
        throw wrong("an object");
    }

    /** Returns the object's member of this name, or null where it has none. */
    public @Nullable Json find(String name) {
        return members().get(name);
    }

    /**
     * Returns the object's member of this name.
     *
     * @throws JsonException if there is none
     */
    public Json get(String name) {
        Json member = find(name);
        if (member == null) {
            throw new JsonException("The object has no member \"" + name + "\"; it has "
                    + names(members().keySet()) + ".");
        }
        return member;
    }

    /** Returns the value as JSON text, without white space. */
    @Override
    public final String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    abstract String kind();

    abstract void write(StringBuilder out);

    private JsonException wrong(String expected) {
        return new JsonException("Expected " + expected + ", found " + kind() + ".");
    }

    private static String names(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    static final class Text extends Json {
        private final String value;

        Text(String value) {
            this.value = value;
        }

        @Override
        public String text() {
            return value;
        }

        @Override
        String kind() {
            return "a string";
        }

        @Override
        void write(StringBuilder out) {
            JsonText.quote(value, out);
        }
    }

    /** A number as it was written, so that integers beyond 2⁵³ keep their digits. */
    static final class Numeral extends Json {
        private final String digits;

        Numeral(String digits) {
            this.digits = digits;
        }

        @Override
        public double number() {
            double value = Double.parseDouble(digits);
            if (Double.isInfinite(value)) {
                throw new JsonException("The number " + digits + " is beyond the range of a double.");
            }
            return value;
        }

        @Override
        public long integer64() {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException notAnInteger) {
                throw new JsonException("Expected an integer of 64 bits, found " + digits + ".");
            }
        }

        @Override
        String kind() {
            return "the number " + digits;
        }

        @Override
        void write(StringBuilder out) {
            out.append(digits);
        }
    }

    static final class Flag extends Json {
        private final boolean value;

        Flag(boolean value) {
            this.value = value;
        }

        @Override
        public boolean flag() {
            return value;
        }

        @Override
        String kind() {
            return value ? "true" : "false";
        }

        @Override
        void write(StringBuilder out) {
            out.append(value);
        }
    }

    static final class Nothing extends Json {
        static final Nothing INSTANCE = new Nothing();

        private Nothing() {}

        @Override
        String kind() {
            return "null";
        }

        @Override
        void write(StringBuilder out) {
            out.append("null");
        }
    }

    static final class Items extends Json {
        private final List<Json> items;

        Items(List<Json> items) {
            this.items = items;
        }

        @Override
        public List<Json> items() {
            return items;
        }

        @Override
        String kind() {
            return "an array";
        }

        @Override
        void write(StringBuilder out) {
            char separator = '[';
            for (Json item : items) {
                item.write(out.append(separator));
                separator = ',';
            }
            out.append(separator == '[' ? "[]" : "]");
        }
    }

    static final class Members extends Json {
        private final Map<String, Json> members;

        Members(Map<String, Json> members) {
            this.members = members;
        }

        @Override
        public Map<String, Json> members() {
            return members;
        }

        @Override
        String kind() {
            return "an object";
        }

        @Override
        void write(StringBuilder out) {
            char separator = '{';
            for (Map.Entry<String, Json> member : members.entrySet()) {
                JsonText.quote(member.getKey(), out.append(separator));
                member.getValue().write(out.append(':'));
                separator = ',';
            }
            out.append(separator == '{' ? "{}" : "}");
        }
    }
}
