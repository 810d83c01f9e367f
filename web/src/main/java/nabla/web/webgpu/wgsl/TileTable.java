package nabla.web.webgpu.wgsl;

import java.util.HashMap;
import java.util.Map;

/** Which tiles a device's contractions get, by shape: what was measured, or else the standard. */
public final class TileTable {
    private final Map<String, TileSize> measured = new HashMap<>();

    /** The size for contractions of this shape. */
    TileSize of(TiledShape shape) {
        TileSize known = measured.get(shape.key());
        return known == null ? shape.standard() : known;
    }

    /** Whether the shape was measured. */
    public boolean knows(TiledShape shape) {
        return measured.containsKey(shape.key());
    }

    /** Notes which size was the fastest. */
    public void put(TiledShape shape, TileSize fastest) {
        measured.put(shape.key(), fastest);
    }
}
