package nabla.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nabla.io.SafetensorsException.Rule;
import org.jspecify.annotations.Nullable;

/** Checks every rule of a safetensors file, in the order in which a wrong file does least harm. */
final class SafetensorsReader {
    /** Header, entry, list of sizes. */
    private static final int DEPTH = 4;

    private static final int LONGEST_NAME = 64;
    private static final Set<String> MEMBERS = Set.of("dtype", "shape", "data_offsets");

    private final byte[] file;
    private final SafetensorsLimits limits;

    SafetensorsReader(byte[] file, SafetensorsLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    Safetensors read() {
        if (file.length > limits.bytes()) {
            throw error(
                    Rule.FILE_TOO_LARGE,
                    "the file has " + file.length + " bytes; at most " + limits.bytes() + " are allowed.");
        }
        int headerLength = headerLength();
        Map<String, Json> header = header(headerLength);
        int start = Safetensors.WORD + headerLength;
        List<StoredTensor> tensors = tensors(header, start);
        for (StoredTensor tensor : tensors) {
            checkFinite(tensor);
        }
        return new Safetensors(metadata(header.get(Safetensors.METADATA)), tensors);
    }

    private int headerLength() {
        if (file.length < Safetensors.WORD) {
            throw error(Rule.TRUNCATED, "the file has " + file.length + " bytes, too few for the header's length.");
        }
        long length = 0;
        for (int i = Safetensors.WORD - 1; i >= 0; i--) {
            length = length << 8 | (file[i] & 255);
        }
        if (length < 0 || length > limits.headerBytes()) {
            throw error(
                    Rule.HEADER_TOO_LARGE,
                    "the header claims " + Long.toUnsignedString(length) + " bytes; at most " + limits.headerBytes()
                            + " are allowed. Is this a safetensors file?");
        }
        if (length > file.length - Safetensors.WORD) {
            throw error(
                    Rule.TRUNCATED,
                    "the header claims " + length + " bytes, but the file has only " + file.length + ".");
        }
        return (int) length;
    }

    private Map<String, Json> header(int length) {
        byte[] bytes = Arrays.copyOfRange(file, Safetensors.WORD, Safetensors.WORD + length);
        if (length == 0 || bytes[0] != '{') {
            throw error(Rule.HEADER_NOT_JSON, "the header does not begin with {.");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw error(Rule.HEADER_NOT_JSON, "the header is not UTF-8.");
        }
        try {
            return Json.parse(text, DEPTH).members();
        } catch (JsonException wrong) {
            throw error(Rule.HEADER_NOT_JSON, "the header is not valid: " + wrong.getMessage());
        }
    }

    private static Map<String, String> metadata(@Nullable Json metadata) {
        Map<String, String> text = new LinkedHashMap<>();
        if (metadata != null) {
            try {
                metadata.members().forEach((name, value) -> text.put(name, value.text()));
            } catch (JsonException wrong) {
                throw error(Rule.METADATA_NOT_TEXT, "__metadata__ must map names to strings. " + wrong.getMessage());
            }
        }
        return text;
    }

    private List<StoredTensor> tensors(Map<String, Json> header, int start) {
        List<Entry> entries = new ArrayList<>();
        header.forEach((name, value) -> {
            if (!name.equals(Safetensors.METADATA)) {
                entries.add(entry(name, value));
            }
        });
        if (entries.isEmpty() || entries.size() > limits.tensors()) {
            throw error(
                    Rule.TENSOR_COUNT,
                    "the file has " + entries.size() + " tensors; 1 to " + limits.tensors() + " are allowed.");
        }
        entries.sort(Comparator.comparingLong(Entry::begin));
        List<StoredTensor> tensors = new ArrayList<>();
        long expected = 0;
        for (Entry entry : entries) {
            if (entry.begin != expected) {
                throw error(
                        Rule.TENSOR_OFFSETS,
                        entry.name,
                        "its bytes begin at " + entry.begin + ", but the one before ends at " + expected + ".");
            }
            expected = entry.end;
            if (expected > file.length - start) {
                throw error(
                        Rule.TRUNCATED,
                        entry.name,
                        "its bytes end at " + expected + ", but the file has only " + (file.length - start)
                                + " for tensors.");
            }
            tensors.add(entry.tensor(file, start));
        }
        if (expected != file.length - start) {
            throw error(
                    Rule.TENSOR_OFFSETS,
                    "the tensors end at " + expected + ", but the file goes on to " + (file.length - start) + ".");
        }
        return tensors;
    }

    private Entry entry(String name, Json value) {
        checkName(name);
        try {
            if (!value.members().keySet().equals(MEMBERS)) {
                throw error(
                        Rule.TENSOR_ENTRY,
                        name,
                        "its entry has " + value.members().keySet() + " instead of dtype, shape and data_offsets.");
            }
            StoredType type = type(name, value.get("dtype").text());
            int[] shape = value.get("shape").integers();
            List<Json> offsets = value.get("data_offsets").items();
            if (offsets.size() != 2) {
                throw error(Rule.TENSOR_ENTRY, name, "data_offsets has " + offsets.size() + " numbers instead of 2.");
            }
            long begin = offsets.get(0).integer64();
            long end = offsets.get(1).integer64();
            long count = count(name, shape);
            if (begin < 0 || end < begin || end - begin != count * type.bytes()) {
                throw error(
                        Rule.TENSOR_OFFSETS,
                        name,
                        "its bytes go from " + begin + " to " + end + ", but " + Arrays.toString(shape) + " of " + type
                                + " takes " + count * type.bytes() + ".");
            }
            return new Entry(name, type, shape, begin, end);
        } catch (JsonException wrong) {
            throw error(Rule.TENSOR_ENTRY, name, "its entry is not valid: " + wrong.getMessage());
        }
    }

    private static void checkName(String name) {
        boolean good = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; i < name.length() && good; i++) {
            char c = name.charAt(i);
            good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
        }
        if (!good) {
            throw error(Rule.TENSOR_NAME, name, "a name has 1 to 64 letters, digits, underscores and points.");
        }
    }

    private StoredType type(String name, String spelled) {
        for (StoredType type : StoredType.values()) {
            if (type.name().equals(spelled) && limits.types().contains(type)) {
                return type;
            }
        }
        throw error(Rule.TENSOR_TYPE, name, "its type " + spelled + " is not one of " + allowed() + ".");
    }

    /** In the order of the enumeration: a set's own order differs from run to run. */
    private List<StoredType> allowed() {
        List<StoredType> allowed = new ArrayList<>(List.of(StoredType.values()));
        allowed.retainAll(limits.types());
        return allowed;
    }

    /** Returns the number of elements, or one that is too large for any file where it does not fit. */
    private long count(String name, int[] shape) {
        if (shape.length > limits.rank()) {
            throw error(
                    Rule.TENSOR_SHAPE,
                    name,
                    "it has " + shape.length + " dimensions; at most " + limits.rank() + " are allowed.");
        }
        long count = 1;
        for (int size : shape) {
            if (size < 1) {
                throw error(Rule.TENSOR_SHAPE, name, "its shape " + Arrays.toString(shape) + " has a size below 1.");
            }
            count = Math.min(count * size, Integer.MAX_VALUE);
        }
        return count;
    }

    private static void checkFinite(StoredTensor tensor) {
        double[] values = tensor.type().isFloat() ? tensor.doubles() : new double[0];
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i]) || Double.isInfinite(values[i])) {
                throw error(
                        Rule.NOT_FINITE,
                        tensor.name(),
                        "element " + i + " is " + Decimals.shortest(values[i])
                                + ". Did the training diverge? Try a smaller learning rate.");
            }
        }
    }

    private static SafetensorsException error(Rule rule, String message) {
        return new SafetensorsException(rule, null, message);
    }

    private static SafetensorsException error(Rule rule, String tensor, String message) {
        return new SafetensorsException(rule, tensor, message);
    }

    private static final class Entry {
        private final String name;
        private final StoredType type;
        private final int[] shape;
        private final long begin;
        private final long end;

        Entry(String name, StoredType type, int[] shape, long begin, long end) {
            this.name = name;
            this.type = type;
            this.shape = shape;
            this.begin = begin;
            this.end = end;
        }

        long begin() {
            return begin;
        }

        StoredTensor tensor(byte[] file, int start) {
            int count = (int) (end - begin) / type.bytes();
            return new StoredTensor(name, type, shape, file, start + (int) begin, count);
        }
    }
}
