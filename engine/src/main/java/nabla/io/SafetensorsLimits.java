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
    public static final SafetensorsLimits SHARED_MODEL =
            new SafetensorsLimits(8 << 20, 64 << 10, 256, 4, Set.of(StoredType.values()));
}
