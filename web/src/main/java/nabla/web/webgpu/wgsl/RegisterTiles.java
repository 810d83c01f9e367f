package nabla.web.webgpu.wgsl;

import java.util.List;
import java.util.function.IntFunction;
import nabla.compile.Contraction;
import nabla.compile.Kernel;
import nabla.compile.Load;

/**
 * Contractions without shared memory: an invocation keeps a tile of sums in registers, so that each number it loads is
 * used several times. What of an address does not change in the inner loops is computed before them.
 *
 * <p>A software adapter runs {@link Tuning#LANES} invocations as one. They share a tile: either each has its own
 * columns, next to the others', or, where both factors lie along the last inner loop, each takes every fourth of its
 * products. In a convolution an invocation's columns are the same place of several pictures, so that they have their
 * bounds in common.
 */
final class RegisterTiles implements KernelCode {
    private static final int LANES = Tuning.LANES;

    /** Shorter inner loops are not shared. */
    private static final int LONG_LOOP = 2 * LANES;

    /** How many lines of code loops that are written out may become. */
    private static final int LONGEST_BODY = 1000;

    private final ContractionShader parts;
    private final boolean alongInner;
    private final int tileRows;
    private final int tileColumns;

    /** How far apart an invocation's columns are. */
    private final int apart;

    private final Code code = new Code(1);

    private RegisterTiles(ContractionShader parts, boolean subgroups) {
        this.parts = parts;
        alongInner = subgroups && sharesInner();
        int inRow = parts.columnCount() / parts.columns.get(0).extent();
        TileShape shape =
                TileShape.of(parts.batchCount(), parts.rowCount(), parts.columnCount(), alongInner ? 1 : LANES);
        if (!alongInner && inRow >= LANES) {
            shape = TileShape.of(
                    parts.batchCount(),
                    parts.rowCount(),
                    parts.columnCount(),
                    LANES,
                    parts.columns.get(0).extent());
        }
        tileRows = shape.rows();
        tileColumns = shape.columns();
        apart = alongInner ? 1 : inRow >= LANES ? inRow : LANES;
    }

    static RegisterTiles of(Kernel kernel, Contraction contraction, Memory memory, boolean subgroups) {
        return new RegisterTiles(new ContractionShader(kernel, contraction, memory), subgroups);
    }

    /** Whether neighbours along the last inner loop lie side by side in both factors, rather than those along columns. */
    private boolean sharesInner() {
        if (parts.inner.isEmpty()) {
            return false;
        }
        Loop last = parts.inner.get(parts.inner.size() - 1);
        Loop column = parts.columns.get(parts.columns.size() - 1);
        boolean columnsLieSideBySide = parts.contraction.right().address().strideOf(column.axis()) == 1
                && (column.extent() % LANES == 0 || column.extent() >= last.extent());
        return !columnsLieSideBySide
                && last.extent() >= LONG_LOOP
                && liesAlong(parts.contraction.left(), last)
                && liesAlong(parts.contraction.right(), last);
    }

    private static boolean liesAlong(Load.Memory factor, Loop loop) {
        return factor.address().strideOf(loop.axis()) == 1 && factor.address().variesOnlyLinearly(loop.axis());
    }

    @Override
    public int threads() {
        return 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        int groupColumns = alongInner ? tileColumns : LANES * tileColumns;
        int columnTiles =
                apart > LANES ? TileShape.parts(places(), LANES) : TileShape.parts(parts.columnCount(), groupColumns);
        int tilesOfBatch = columnTiles * TileShape.parts(parts.rowCount(), tileRows);
        int tiles = tilesOfBatch * parts.batchCount();
        int ofGroup = TileShape.ofGroup(tiles, launch.threads);
        if (alongInner) {
            launch.useSubgroups();
        }
        String first = "tile % " + columnTiles + "u * ";
        if (apart > LANES) {
            code.line("let place = " + first + LANES + "u + within;");
            code.line("let column = place / " + apart + "u * " + tileColumns * apart + "u + place % " + apart + "u;");
        } else {
            code.line("let column = " + first + groupColumns + "u" + (alongInner ? ";" : " + within;"));
        }
        writeBody();
        String label = parts.kernel.label();
        Template template = new Template(Templates.REGISTER_TILES)
                .fill("label", label)
                .fill("rows", parts.rowCount())
                .fill("columns", parts.columnCount())
                .fill("inner", parts.innerCount())
                .fill("lanes", LANES)
                .fill("active", ofGroup * LANES)
                .fill("ofGroup", ofGroup)
                .fill("tiles", tiles)
                .fill("tilesOfBatch", tilesOfBatch)
                .fill("columnTiles", columnTiles)
                .fill("tileRows", tileRows)
                .fill("tileColumns", groupColumns)
                .fill("stores", parts.stores())
                .fill("body", code);
        launch.add(label, template, TileShape.parts(tiles, ofGroup));
    }

    /** How many invocations there are side by side, where their columns lie further apart than the lanes. */
    private int places() {
        return parts.columnCount() / tileColumns;
    }

    private void writeBody() {
        Grid.counters("batch", parts.batch, "", code);
        TileSide left = side(parts.contraction.left(), parts.rows, "r", "row", 1, tileRows, parts.rowCount());
        TileSide right =
                side(parts.contraction.right(), parts.columns, "c", "column", apart, tileColumns, parts.columnCount());
        for (int r = 0; r < tileRows; r++) {
            for (int c = 0; c < tileColumns; c++) {
                code.line("var " + sum(r, c) + " = 0.0f;");
            }
        }
        sums(left, right);
        if (alongInner) {
            finishAlongInner();
        } else {
            finishOwnColumns();
        }
    }

    /** The inner loops: the outer ones are counted as one, the innermost written out. */
    private void sums(TileSide left, TileSide right) {
        int open = parts.inner.size() - writtenOut();
        List<Loop> written = parts.inner.subList(open, parts.inner.size());
        boolean lanesShareCounted = alongInner && written.isEmpty();
        List<Loop> asOne = parts.inner.subList(0, lanesShareCounted ? open - 1 : open);
        Loop.openAsOne(asOne, code);
        if (lanesShareCounted) {
            Loop.openAcross(parts.inner.subList(open - 1, open), "i32(within)", LANES, code);
        }
        left.open(open);
        right.open(open);
        if (alongInner && !written.isEmpty()) {
            multiplyAcross(left, right, open);
        } else {
            for (int position = 0; position < Loop.product(written); position++) {
                multiply(left, right, open, Loop.countersAt(written, position), "");
            }
        }
        if (lanesShareCounted) {
            code.close();
        }
        Loop.closeAsOne(asOne, code);
    }

    /**
     * How many of the innermost loops are written out: the adapter goes through each loop's body once more than it runs,
     * with all lanes idle, to find that it is over.
     */
    private int writtenOut() {
        int linesOfProduct = tileRows * tileColumns + 2 * (tileRows + tileColumns);
        int count = 0;
        int passes = 1;
        for (int n = parts.inner.size() - 1; n >= 0; n--) {
            int extent = parts.inner.get(n).extent();
            passes *= count == 0 && alongInner ? TileShape.parts(extent, LANES) : extent;
            if (passes * linesOfProduct > LONGEST_BODY) {
                break;
            }
            count++;
        }
        return count;
    }

    private void multiply(TileSide left, TileSide right, int open, IntFunction<String> counters, String condition) {
        String[] leftValues = left.values(open, counters, condition);
        String[] rightValues = right.values(open, counters, condition);
        for (int r = 0; r < tileRows; r++) {
            for (int c = 0; c < tileColumns; c++) {
                code.line(sum(r, c) + " += " + leftValues[r] + " * " + rightValues[c] + ";");
            }
        }
    }

    /** Writes out the loops behind the open ones; the lanes share the last, each takes every fourth of its products. */
    private void multiplyAcross(TileSide left, TileSide right, int open) {
        Loop last = parts.inner.get(parts.inner.size() - 1);
        List<Loop> others = parts.inner.subList(open, parts.inner.size() - 1);
        for (int position = 0; position < Loop.product(others); position++) {
            IntFunction<String> counters = Loop.countersAt(others, position);
            for (int first = 0; first < last.extent(); first += LANES) {
                String own = code.named("w", "i32(within)" + (first == 0 ? "" : " + " + first));
                boolean isSure = first + LANES <= last.extent();
                String condition = isSure ? "" : code.named("c", "(" + own + " < " + last.extent() + ")");
                multiply(left, right, open, axis -> axis == last.axis() ? own : counters.apply(axis), condition);
            }
        }
    }

    private static String sum(int row, int column) {
        return "t" + row + "_" + column;
    }

    private void finishOwnColumns() {
        String[] sums = new String[tileRows * tileColumns];
        for (int r = 0; r < tileRows; r++) {
            for (int c = 0; c < tileColumns; c++) {
                sums[r * tileColumns + c] = sum(r, c);
            }
        }
        finish(sums, tileColumns, "column", apart);
    }

    /** Each lane ends with every fourth column's whole sum. */
    private void finishAlongInner() {
        int quarters = TileShape.parts(tileColumns, LANES);
        String[] sums = new String[tileRows * quarters];
        for (int r = 0; r < tileRows; r++) {
            for (int q = 0; q < quarters; q++) {
                String chosen = "";
                for (int lane = LANES - 1; lane >= 0; lane--) {
                    int column = Math.min(q * LANES + lane, tileColumns - 1);
                    String whole = code.named("s", "subgroupAdd(" + sum(r, column) + ")");
                    chosen =
                            chosen.isEmpty() ? whole : "select(" + chosen + ", " + whole + ", within == " + lane + "u)";
                }
                sums[r * quarters + q] = chosen;
            }
        }
        finish(sums, quarters, "column + within", LANES);
    }

    /** Calls {@code finish} for all sums, whose columns begin at {@code first}. */
    private void finish(String[] sums, int columns, String first, int distance) {
        StringBuilder list = new StringBuilder();
        for (String sum : sums) {
            list.append(list.length() == 0 ? "" : ", ").append(sum);
        }
        code.line("var sums = array<f32, " + sums.length + ">(" + list + ");");
        code.open("for (var e = 0u; e < " + sums.length + "u; e++)");
        code.line("let own_row = row + e / " + columns + "u;");
        code.line("let own_column = " + first + " + e % " + columns + "u * " + distance + "u;");
        StringBuilder condition = new StringBuilder();
        if (parts.rowCount() % tileRows != 0) {
            condition.append("own_row < ").append(parts.rowCount()).append("u");
        }
        int covered = alongInner ? tileColumns : tileColumns * LANES;
        if (apart > LANES && places() % LANES != 0) {
            condition.append(condition.length() == 0 ? "" : " && ");
            condition.append("place < ").append(places()).append("u");
        } else if (apart <= LANES && parts.columnCount() % covered != 0) {
            condition.append(condition.length() == 0 ? "" : " && ");
            condition.append("own_column < ").append(parts.columnCount()).append("u");
        }
        if (alongInner && tileColumns % LANES != 0) {
            condition.append(condition.length() == 0 ? "" : " && ");
            condition.append("own_column < column + ").append(tileColumns).append("u");
        }
        boolean isGuarded = condition.length() > 0;
        if (isGuarded) {
            code.open("if (" + condition + ")");
        }
        code.line("finish{{n}}(batch, own_row, own_column, sums[e]);");
        if (isGuarded) {
            code.close();
        }
        code.close();
    }

    private static String plus(String start, int offset) {
        return offset == 0 ? start : start + " + " + offset + "u";
    }

    private TileSide side(
            Load.Memory load, List<Loop> own, String letter, String begin, int distance, int tile, int count) {
        TileSide side = new TileSide(load, parts.memory, parts.inner, code);
        for (int t = 0; t < tile; t++) {
            boolean sharesPlace = t > 0 && distance > LANES;
            String suffix = letter + (sharesPlace ? 0 : t);
            if (!sharesPlace) {
                String number = code.named(letter, "min(" + plus(begin, t * distance) + ", " + (count - 1) + "u)");
                Grid.counters(number, own, suffix, code);
            }
            int step = t;
            side.add(axis -> {
                String name = isOwn(own, axis) ? "i" + axis + suffix : "i" + axis;
                return sharesPlace && axis == own.get(0).axis() ? "(" + name + " + " + step + ")" : name;
            });
        }
        return side;
    }

    private static boolean isOwn(List<Loop> own, int axis) {
        for (Loop loop : own) {
            if (loop.axis() == axis) {
                return true;
            }
        }
        return false;
    }
}
