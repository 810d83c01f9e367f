package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;

/**
 * The rows or the columns of a tile, as code: addresses and bounds of a factor's numbers. Each is a sum that is begun
 * before the inner loops and gets what the loops add as they are opened.
 */
final class TileSide {
    private final Load.Memory load;
    private final Memory memory;
    private final List<Loop> inner;
    private final Code code;
    private final List<Line> lines = new ArrayList<>();

    /** One row or column. Of a bound that is decided only the condition is left. */
    private record Line(IntFunction<String> counters, String address, String[] bounds, String condition) {}

    /** @param inner all inner loops, none of which is open yet */
    TileSide(Load.Memory load, Memory memory, List<Loop> inner, Code code) {
        this.load = load;
        this.memory = memory;
        this.inner = inner;
        this.code = code;
    }

    /** Adds a row or column, whose own counters have these names. */
    void add(IntFunction<String> counters) {
        String start = memory.start(load.slot());
        Indexes indexes = new Indexes(memory, code, counters);
        String address = indexes.fixed(load.address(), inner);
        address = code.named("a", start.equals("0") ? address : start + " + " + address);
        String[] bounds = new String[load.bounds().size()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = code.named("b", indexes.fixed(load.bounds().get(i).value(), inner));
        }
        String condition = "";
        for (int i = 0; i < bounds.length; i++) {
            condition = with(condition, i, bounds[i], inner);
        }
        lines.add(new Line(counters, address, bounds, condition));
    }

    /** Takes in what the outermost {@code open} inner loops, whose counters have their names, add. */
    void open(int open) {
        List<Loop> opened = inner.subList(0, open);
        List<Loop> rest = inner.subList(open, inner.size());
        for (int n = 0; n < lines.size(); n++) {
            Line line = lines.get(n);
            lines.set(n, moved(line, line.counters, opened, rest));
        }
    }

    /**
     * The names of the numbers where the remaining inner loops, behind the {@code open} ones, have these counters.
     *
     * @param condition under which there are such numbers; empty if there always are; the others are 0
     */
    String[] values(int open, IntFunction<String> counters, String condition) {
        List<Loop> rest = inner.subList(open, inner.size());
        String[] values = new String[lines.size()];
        for (int n = 0; n < values.length; n++) {
            Line line = lines.get(n);
            IntFunction<String> all = axis -> isAmong(rest, axis) ? counters.apply(axis) : line.counters.apply(axis);
            Line there = moved(line, all, rest, List.of());
            String inside = condition.isEmpty() || there.condition.isEmpty()
                    ? condition + there.condition
                    : code.named("c", condition + " & " + there.condition);
            String value = memory.loadAt(load.slot(), there.address, code);
            values[n] = code.named("x", ContractionShader.inside(inside, value));
        }
        return values;
    }

    private Line moved(Line line, IntFunction<String> counters, List<Loop> by, List<Loop> later) {
        Indexes indexes = new Indexes(memory, code, counters);
        String[] bounds = line.bounds.clone();
        String condition = line.condition;
        for (int i = 0; i < bounds.length; i++) {
            Index value = load.bounds().get(i).value();
            if (dependsOn(value, by)) {
                bounds[i] = plus(bounds[i], indexes.moving(value, by, later));
                condition = with(condition, i, bounds[i], later);
            }
        }
        return new Line(
                line.counters, plus(line.address, indexes.moving(load.address(), by, later)), bounds, condition);
    }

    private String plus(String before, String moving) {
        return moving.equals("0") ? before : code.named("a", before + " + " + code.named("k", moving));
    }

    /** The condition and that of a bound, if no later loop moves the bound's value. */
    private String with(String condition, int bound, String value, List<Loop> later) {
        Bound that = load.bounds().get(bound);
        String more = dependsOn(that.value(), later) ? "" : Indexes.condition(that, value);
        return more.isEmpty() ? condition : code.named("c", condition.isEmpty() ? more : condition + " & " + more);
    }

    private static boolean dependsOn(Index index, List<Loop> loops) {
        for (Loop loop : loops) {
            if (index.dependsOn(loop.axis())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAmong(List<Loop> loops, int axis) {
        for (Loop loop : loops) {
            if (loop.axis() == axis) {
                return true;
            }
        }
        return false;
    }
}
