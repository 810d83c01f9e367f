package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.op.DType;

/** What the two ways to compute contractions have in common: their loops, and the end of an element. */
final class ContractionShader {
    final Kernel kernel;
    final Contraction contraction;
    final Memory memory;
    final List<Loop> rows;
    final List<Loop> columns;
    final List<Loop> batch;
    final List<Loop> inner;

    ContractionShader(Kernel kernel, Contraction contraction, Memory memory) {
        this.kernel = kernel;
        this.contraction = contraction;
        this.memory = memory;
        rows = Loop.chosen(contraction.rows(), kernel.extents());
        columns = Loop.chosen(contraction.columns(), kernel.extents());
        batch = Loop.chosen(contraction.batch(), kernel.extents());
        inner = Loop.all(kernel.extents().length, kernel.reduced());
    }

    int rowCount() {
        return Loop.product(rows);
    }

    int columnCount() {
        return Loop.product(columns);
    }

    int batchCount() {
        return Loop.product(batch);
    }

    int innerCount() {
        return Loop.product(inner);
    }

    /** The body of the function {@code finish}: names the loops' counters and stores. */
    Code stores() {
        Code code = new Code(1);
        Grid.counters("batch", batch, "", code);
        Grid.counters("row", rows, "", code);
        Grid.counters("column", columns, "", code);
        Stores.write(kernel, memory, new Indexes(memory, code), code, "total");
        return code;
    }

    /** Whether neighbours along the inner loops are neighbours in the factor's memory, rather than along its own loops. */
    boolean runsAlongInner(Load.Memory factor, List<Loop> own) {
        return strideOfLast(factor, inner) < strideOfLast(factor, own);
    }

    private static int strideOfLast(Load.Memory factor, List<Loop> loops) {
        if (loops.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        int stride =
                Math.abs(factor.address().strideOf(loops.get(loops.size() - 1).axis()));
        return stride == 0 ? Integer.MAX_VALUE : stride;
    }

    /** The value of a factor; 0 outside its bounds. */
    String load(Load.Memory factor, Indexes indexes, Code code) {
        String condition = indexes.inside(factor.bounds());
        String value = memory.load(factor.slot(), indexes.of(factor.address()), code);
        return inside(condition.equals("true") ? "" : condition, value);
    }

    /** The value where the condition holds, else 0. Beyond the bounds the address means nothing, but WGSL keeps it inside. */
    static String inside(String condition, String value) {
        return condition.isEmpty()
                ? value
                : "select(" + Expressions.constant(0, DType.FLOAT32) + ", " + value + ", " + condition + ")";
    }
}
