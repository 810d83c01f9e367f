package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Kernel;
import nabla.compile.Load;

/**
 * Contractions by workgroups of 16 x 16 invocations that bring pieces of both factors to shared memory, so that each
 * number is loaded once for a whole tile. This is also how convolutions run: their factors are read as if they were
 * matrices, and never copied into any.
 */
final class SharedTiles implements KernelCode {
    private static final int SIDE = TileSize.SIDE;

    private static final int AT_ONCE = 64;

    private final ContractionShader parts;
    private final TiledShape shape;
    private final int groupRows;
    private final int groupColumns;
    private final int depth;

    private SharedTiles(ContractionShader parts, TileTable table) {
        this.parts = parts;
        shape = TiledShape.of(parts);
        TileSize size = table.of(shape);
        groupRows = size.rows();
        groupColumns = size.columns();
        depth = size.depth();
    }

    static SharedTiles of(Kernel kernel, Contraction contraction, Memory memory, TileTable table) {
        return new SharedTiles(new ContractionShader(kernel, contraction, memory), table);
    }

    TiledShape shape() {
        return shape;
    }

    @Override
    public int threads() {
        return SIDE * SIDE;
    }

    /**
     * A guess of the time that standard tiles take on a modest GPU: a microsecond for each piece brought to shared memory,
     * {@value #AT_ONCE} at once.
     */
    static double microseconds(Kernel kernel, Contraction contraction, Memory memory) {
        ContractionShader parts = new ContractionShader(kernel, contraction, memory);
        TileSize size = TileSize.standard(parts.batchCount(), parts.rowCount(), parts.columnCount());
        int rounds = (parts.batchCount() * size.tiles(parts.rowCount(), parts.columnCount()) + AT_ONCE - 1) / AT_ONCE;
        return (double) rounds * ((parts.innerCount() + size.depth() - 1) / size.depth());
    }

    @Override
    public void addTo(LaunchCode launch) {
        int columnTiles = (parts.columnCount() + groupColumns - 1) / groupColumns;
        int tiles = parts.batchCount() * columnTiles * ((parts.rowCount() + groupRows - 1) / groupRows);
        boolean leftAlongInner = parts.runsAlongInner(parts.contraction.left(), parts.rows);
        boolean rightAlongInner = parts.runsAlongInner(parts.contraction.right(), parts.columns);
        // A row more than the tile has, so that the invocations' writes fall into different banks of the shared memory.
        int leftStride = groupRows + 1;
        int rightStride = groupColumns + 1;
        String label = parts.kernel.label();
        launch.shared("left_tile", "f32", depth * leftStride);
        launch.shared("right_tile", "f32", depth * rightStride);
        Template template = new Template(Templates.SHARED_TILES)
                .fill("label", label)
                .fill("rows", parts.rowCount())
                .fill("columns", parts.columnCount())
                .fill("inner", parts.innerCount())
                .fill("groupRows", groupRows)
                .fill("groupColumns", groupColumns)
                .fill("depth", depth)
                .fill("leftStride", leftStride)
                .fill("rightStride", rightStride)
                .fill("left", factor(parts.contraction.left(), parts.rows, "row"))
                .fill("right", factor(parts.contraction.right(), parts.columns, "column"))
                .fill("stores", parts.stores())
                .fill("tilesOfBatch", tiles / parts.batchCount())
                .fill("columnTiles", columnTiles)
                .fill("totals", totals())
                .fill("leftCount", depth * groupRows)
                .fill("leftRow", leftAlongInner ? "i / " + depth + "u" : "i % " + groupRows + "u")
                .fill("leftInner", leftAlongInner ? "i % " + depth + "u" : "i / " + groupRows + "u")
                .fill("rightCount", depth * groupColumns)
                .fill("rightColumn", rightAlongInner ? "i / " + depth + "u" : "i % " + groupColumns + "u")
                .fill("rightInner", rightAlongInner ? "i % " + depth + "u" : "i / " + groupColumns + "u")
                .fill("products", products(leftStride, rightStride))
                .fill("finish", finish());
        launch.add(label, template, tiles);
    }

    private Code factor(Load.Memory load, List<Loop> own, String number) {
        Code code = new Code(1);
        Grid.counters("batch", parts.batch, "", code);
        Grid.counters(number, own, "", code);
        Grid.counters("inner", parts.inner, "", code);
        code.line("return " + parts.load(load, new Indexes(parts.memory, code), code) + ";");
        return code;
    }

    private Code totals() {
        Code code = new Code(1);
        for (int r = 0; r < groupRows / SIDE; r++) {
            for (int c = 0; c < groupColumns / SIDE; c++) {
                code.line("var t" + r + "_" + c + " = 0.0f;");
            }
        }
        return code;
    }

    private Code products(int leftStride, int rightStride) {
        Code code = new Code(3);
        for (int r = 0; r < groupRows / SIDE; r++) {
            code.line("let a" + r + " = left_tile[k * " + leftStride + "u + y + " + r * SIDE + "u];");
        }
        for (int c = 0; c < groupColumns / SIDE; c++) {
            code.line("let b" + c + " = right_tile[k * " + rightStride + "u + x + " + c * SIDE + "u];");
        }
        for (int r = 0; r < groupRows / SIDE; r++) {
            for (int c = 0; c < groupColumns / SIDE; c++) {
                code.line("t" + r + "_" + c + " += a" + r + " * b" + c + ";");
            }
        }
        return code;
    }

    private Code finish() {
        Code code = new Code(1);
        for (int r = 0; r < groupRows / SIDE; r++) {
            for (int c = 0; c < groupColumns / SIDE; c++) {
                String row = "row + y + " + r * SIDE + "u";
                String column = "column + x + " + c * SIDE + "u";
                code.line("finish{{n}}(batch, " + row + ", " + column + ", t" + r + "_" + c + ");");
            }
        }
        return code;
    }
}
