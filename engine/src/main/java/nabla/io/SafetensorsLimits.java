package nabla.io;

import java.util.Set;

/**
 * How much a safetensors file may hold.
 *
 * @param bytes the whole file's size in bytes
 * @param headerBytes the JSON header's size in bytes
 * @param tensors the number of tensors
 * @param rank the number of dimensions of a tensor
 * @param types the element types
 */
public record SafetensorsLimits(int bytes, int headerBytes, int tensors, int rank, Set<StoredType> types) {
    /** What a model that is shared by link may hold: 8 MiB, a header of 64 KiB, 256 tensors of up to 4 dimensions. */
    public static final SafetensorsLimits SHARED_MODEL = new SafetensorsLimits(
            8 << 20, 64 << 10, 256, 4, Set.of(StoredType.F32, StoredType.F16, StoredType.I8, StoredType.I64));

    /** What a file of one's own may hold: as much as the format and an array allow. */
    public static final SafetensorsLimits OWN_FILE =
            new SafetensorsLimits(Integer.MAX_VALUE, 100_000_000, 100_000, 8, Set.of(StoredType.values()));
}
