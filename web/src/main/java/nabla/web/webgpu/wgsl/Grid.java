package nabla.web.webgpu.wgsl;

import java.util.List;

/** Workgroups along x and y: one row of them as long as WebGPU allows it, more rows if there are too many. */
record Grid(int x, int y) {
    private static final int LONGEST = 65535;

    static Grid of(int groups) {
        if (groups <= LONGEST) {
            return new Grid(Math.max(groups, 1), 1);
        }
        int rows = (groups + LONGEST - 1) / LONGEST;
        return new Grid((groups + rows - 1) / rows, rows);
    }

    /** The lines that name each loop's counter, given the running number of an iteration in row-major order. */
    static void counters(String number, List<Loop> loops, String suffix, Code code) {
        int inner = 1;
        for (Loop loop : loops) {
            inner *= loop.extent();
        }
        for (int i = 0; i < loops.size(); i++) {
            Loop loop = loops.get(i);
            inner /= loop.extent();
            String value = inner == 1 ? number : number + " / " + inner + "u";
            value = i == 0 ? value : (inner == 1 ? value : "(" + value + ")") + " % " + loop.extent() + "u";
            code.line("let " + loop.name() + suffix + " = i32(" + value + ");");
        }
    }
}
