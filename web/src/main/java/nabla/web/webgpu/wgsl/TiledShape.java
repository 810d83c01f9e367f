package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;

/**
 * A contraction that is computed in tiles, as far as its speed depends on it.
 *
 * @param kernel the contraction
 * @param batch how many products of matrices it is
 * @param rows of the output
 * @param columns of the output
 * @param key the same for all contractions that a device computes equally fast
 */
public record TiledShape(Kernel kernel, int batch, int rows, int columns, String key) {
    static TiledShape of(ContractionShader parts) {
        String key = parts.batchCount() + "x" + parts.rowCount() + "x" + parts.columnCount() + "x" + parts.innerCount()
                + (parts.runsAlongInner(parts.contraction.left(), parts.rows) ? " left along inner" : "")
                + (parts.runsAlongInner(parts.contraction.right(), parts.columns) ? " right along inner" : "")
                + (parts.contraction.isStrided() ? "" : " with bounds")
                + (parts.inner.size() > 1 ? " of " + parts.inner.size() + " loops" : "");
        return new TiledShape(parts.kernel, parts.batchCount(), parts.rowCount(), parts.columnCount(), key);
    }

    /** The tiles that it gets if nobody has measured. */
    TileSize standard() {
        return TileSize.standard(batch, rows, columns);
    }

    /** The sizes worth timing, the standard first. */
    public List<TileSize> candidates() {
        return standard().candidates(rows, columns);
    }
}
