package nabla.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of a safetensors file: named tensors and some text about them.
 *
 * <p>The reader is stricter than the format: it refuses empty tensors, names beyond letters, digits, underscore and
 * point, unknown members, and elements that are not finite. What it accepts, every other reader accepts too.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
 */
public final class Safetensors {
    static final String METADATA = "__metadata__";

    /** The header's length, an unsigned little-endian number, takes this many bytes; the header is padded to it. */
    static final int WORD = 8;

    private final Map<String, String> metadata;
    private final Map<String, StoredTensor> tensors;

    /**
     * Makes a content to be written.
     *
     * @throws IllegalArgumentException if two tensors have the same name
     */
    public Safetensors(Map<String, String> metadata, List<StoredTensor> tensors) {
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        Map<String, StoredTensor> byName = new LinkedHashMap<>();
        for (StoredTensor tensor : tensors) {
            if (byName.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("safetensors: two tensors are named \"" + tensor.name() + "\".");
            }
        }
        this.tensors = Collections.unmodifiableMap(byName);
    }

    /**
     * Returns the content of a file. The tensors share the array {@code file}, which must not be changed.
     *
     * @throws SafetensorsException if the file breaks a rule of the format or of Nabla, or exceeds a limit
     */
    public static Safetensors read(byte[] file, SafetensorsLimits limits) {
        return new SafetensorsReader(file, limits).read();
    }

    /** Returns the text that the file carries besides its tensors. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Returns the tensors by name, in the order in which their bytes lie in the file. */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /**
     * Returns the tensor of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StoredTensor get(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "safetensors: there is no tensor \"" + name + "\", only " + tensors.keySet() + ".");
        }
        return tensor;
    }

    /** Returns the file: tensors of wider types first, else in their order; the header padded to 8 bytes. */
    public byte[] write() {
        List<StoredTensor> ordered = new ArrayList<>(tensors.values());
        ordered.sort(Comparator.comparingInt(tensor -> -tensor.type().bytes()));
        Map<String, Json> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            Map<String, Json> text = new LinkedHashMap<>();
            metadata.forEach((name, value) -> text.put(name, Json.of(value)));
            header.put(METADATA, Json.object(text));
        }
        int end = 0;
        for (StoredTensor tensor : ordered) {
            int begin = end;
            end += tensor.byteLength();
            header.put(tensor.name(), entry(tensor, begin, end));
        }
        byte[] json = Json.object(header).toString().getBytes(StandardCharsets.UTF_8);
        int headerLength = (json.length + WORD - 1) / WORD * WORD;
        byte[] file = new byte[WORD + headerLength + end];
        for (int i = 0; i < Integer.BYTES; i++) {
            file[i] = (byte) (headerLength >> (8 * i));
        }
        System.arraycopy(json, 0, file, WORD, json.length);
        int position = WORD + json.length;
        while (position < WORD + headerLength) {
            file[position++] = ' ';
        }
        for (StoredTensor tensor : ordered) {
            tensor.copyBytes(file, position);
            position += tensor.byteLength();
        }
        return file;
    }

    private static Json entry(StoredTensor tensor, int begin, int end) {
        Map<String, Json> entry = new LinkedHashMap<>();
        entry.put("dtype", Json.of(tensor.type().name()));
        entry.put("shape", Json.array(tensor.shape()));
        entry.put("data_offsets", Json.array(begin, end));
        return Json.object(entry);
    }
}
