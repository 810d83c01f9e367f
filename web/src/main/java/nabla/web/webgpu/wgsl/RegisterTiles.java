package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;

/**
 * Contractions without shared memory: an invocation keeps a tile of sums in registers, so that each number it loads is
 * used several times. What of an address does not change in the inner loops is computed before them.
 */
final class RegisterTiles implements KernelCode {
    private static final int LANES = 8;

    private final ContractionShader parts;
    private final int tileRows;
    private final int tileColumns;
    private final Code code = new Code(1);

    private RegisterTiles(ContractionShader parts) {
        this.parts = parts;
        tileRows = fitting(parts.rowCount());
        tileColumns = fitting(parts.columnCount());
    }

    private static int fitting(int count) {
        return count >= 32 ? 4 : count >= 8 ? 2 : 1;
    }

    static RegisterTiles of(Kernel kernel, Contraction contraction, Memory memory) {
        return new RegisterTiles(new ContractionShader(kernel, contraction, memory));
    }

    @Override
    public int threads() {
        return 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        int groupRows = launch.threads / LANES * tileRows;
        int groupColumns = LANES * tileColumns;
        int columnTiles = (parts.columnCount() + groupColumns - 1) / groupColumns;
        int tilesOfBatch = columnTiles * ((parts.rowCount() + groupRows - 1) / groupRows);
        int tiles = tilesOfBatch * parts.batchCount();
        writeBody();
        String label = parts.kernel.label();
        Template template = new Template(Templates.REGISTER_TILES)
                .fill("label", label)
                .fill("rows", parts.rowCount())
                .fill("columns", parts.columnCount())
                .fill("inner", parts.innerCount())
                .fill("lanes", LANES)
                .fill("stores", parts.stores())
                .fill("tilesOfBatch", tilesOfBatch)
                .fill("columnTiles", columnTiles)
                .fill("groupRows", groupRows)
                .fill("groupColumns", groupColumns)
                .fill("tileRows", tileRows)
                .fill("body", code);
        launch.add(label, template, tiles);
    }

    private void writeBody() {
        Grid.counters("batch", parts.batch, "", code);
        List<Factor> left = factors(parts.contraction.left(), parts.rows, "r", "row", 1, tileRows, parts.rowCount());
        List<Factor> right = factors(
                parts.contraction.right(), parts.columns, "c", "column", LANES, tileColumns, parts.columnCount());
        for (int r = 0; r < tileRows; r++) {
            for (int c = 0; c < tileColumns; c++) {
                code.line("var t" + r + "_" + c + " = 0.0f;");
            }
        }
        for (Loop loop : parts.inner) {
            String i = loop.name();
            code.open("for (var " + i + " = 0; " + i + " < " + loop.extent() + "; " + i + "++)");
        }
        String[] leftValues = values(left);
        String[] rightValues = values(right);
        for (int r = 0; r < tileRows; r++) {
            for (int c = 0; c < tileColumns; c++) {
                code.line("t" + r + "_" + c + " += " + leftValues[r] + " * " + rightValues[c] + ";");
            }
        }
        for (int i = 0; i < parts.inner.size(); i++) {
            code.close();
        }
        for (int r = 0; r < tileRows; r++) {
            for (int c = 0; c < tileColumns; c++) {
                code.line("finish{{n}}(batch, " + plus("row", r) + ", " + plus("column", c * LANES) + ", t" + r + "_"
                        + c + ");");
            }
        }
    }

    private static String plus(String start, int offset) {
        return offset == 0 ? start : start + " + " + offset + "u";
    }

    /** One row of the left factor, or one column of the right: the fixed parts of its address and bounds. */
    private record Factor(Load.Memory load, Indexes indexes, String address, String[] bounds) {}

    private List<Factor> factors(
            Load.Memory load, List<Loop> own, String letter, String start, int distance, int tile, int count) {
        List<Factor> factors = new ArrayList<>();
        for (int t = 0; t < tile; t++) {
            String suffix = letter + t;
            String number = code.named(letter, "min(" + plus(start, t * distance) + ", " + (count - 1) + "u)");
            Grid.counters(number, own, suffix, code);
            Indexes indexes =
                    new Indexes(parts.memory, code, axis -> isOwn(own, axis) ? "i" + axis + suffix : "i" + axis);
            String[] bounds = ContractionShader.texts(load.bounds());
            for (int i = 0; i < bounds.length; i++) {
                bounds[i] = code.named("b", indexes.fixed(load.bounds().get(i).value(), parts.inner));
            }
            String address = code.named("a", indexes.fixed(load.address(), parts.inner));
            factors.add(new Factor(load, indexes, address, bounds));
        }
        return factors;
    }

    private static boolean isOwn(List<Loop> own, int axis) {
        for (Loop loop : own) {
            if (loop.axis() == axis) {
                return true;
            }
        }
        return false;
    }

    private String[] values(List<Factor> factors) {
        String[] values = new String[factors.size()];
        for (int t = 0; t < values.length; t++) {
            Factor factor = factors.get(t);
            String[] bounds = ContractionShader.texts(factor.load.bounds());
            for (int i = 0; i < bounds.length; i++) {
                Bound bound = factor.load.bounds().get(i);
                bounds[i] = sum(factor.bounds[i], factor.indexes, bound.value());
            }
            String address = sum(factor.address, factor.indexes, factor.load.address());
            values[t] = code.named("x", parts.load(factor.load, address, bounds, code));
        }
        return values;
    }

    private String sum(String fixed, Indexes indexes, Index index) {
        String moving = indexes.moving(index, parts.inner);
        return moving.equals("0") ? fixed : fixed.equals("0") ? moving : fixed + " + " + code.named("k", moving);
    }
}
