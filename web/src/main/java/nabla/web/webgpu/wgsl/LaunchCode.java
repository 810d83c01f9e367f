package nabla.web.webgpu.wgsl;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The shader of one dispatch under construction: a function for each kernel, called by its own range of workgroups. */
final class LaunchCode {
    /** Invocations in a workgroup. */
    final int threads;

    private final Memory memory;
    private final StringBuilder label = new StringBuilder();
    private final Set<String> helpers = new LinkedHashSet<>();
    private final Map<String, Integer> shared = new LinkedHashMap<>();
    private final StringBuilder functions = new StringBuilder();
    private final StringBuilder calls = new StringBuilder();
    private boolean usesSubgroups;
    private int groups;
    private int count;

    LaunchCode(Memory memory, int threads) {
        this.memory = memory;
        this.threads = threads;
    }

    /** The number of the kernel that {@link #add} adds next: names of its functions end with it. */
    int number() {
        return count;
    }

    /** Declares something that several kernels may need; the same text only once. */
    void helper(String declaration) {
        helpers.add(declaration);
    }

    /** Declares an array that the workgroup shares. Kernels share it as well, since a workgroup runs only one of them. */
    void shared(String name, String type, int size) {
        shared.merge(name + ": array<" + type, size, Math::max);
    }

    /** Says that the functions call those of subgroups, in control flow that is the same for each subgroup. */
    void useSubgroups() {
        usesSubgroups = true;
    }

    /**
     * Adds a kernel.
     *
     * @param functions in which {@code kernelN(group: u32, lane: u32)} does the work of a workgroup's invocation
     * @param groups how many workgroups there are
     */
    void add(String kernel, Template functions, int groups) {
        label.append(count == 0 ? "" : "; ").append(kernel);
        this.functions.append(functions.fill("n", count).finished());
        int first = this.groups;
        this.groups += groups;
        String group = first == 0 ? "group" : "group - " + first + "u";
        calls.append(count == 0 ? "    if (group < " : "    } else if (group < ")
                .append(this.groups);
        calls.append("u) {\n        kernel")
                .append(count)
                .append("(")
                .append(group)
                .append(", lane);\n");
        count++;
    }

    Shader shader() {
        Grid grid = Grid.of(groups);
        StringBuilder declarations = new StringBuilder();
        if (usesSubgroups) {
            // The compiler sees only what is the same for a whole workgroup.
            declarations.append("enable subgroups;\ndiagnostic(off, subgroup_uniformity);\n");
        }
        declarations.append(memory.declarations());
        for (String helper : helpers) {
            declarations.append(helper);
        }
        for (Map.Entry<String, Integer> array : shared.entrySet()) {
            declarations
                    .append("var<workgroup> ")
                    .append(array.getKey())
                    .append(", ")
                    .append(array.getValue());
            declarations.append(">;\n");
        }
        String text = new Template(Templates.LAUNCH)
                .fill("declarations", declarations)
                .fill("functions", functions)
                .fill("threads", threads)
                .fill("row", grid.x())
                .fill("calls", calls.append("    }"))
                .withFunctions();
        return new Shader(label.toString(), text, grid.x(), grid.y(), memory.bindings());
    }
}
