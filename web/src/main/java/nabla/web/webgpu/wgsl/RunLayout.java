package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.op.DType;

/**
 * What differs from run to run, as 32-bit words of a uniform: the plan's scalars and where its small buffers begin in the
 * heap.
 *
 * <pre>
 * word 0                 infinity, which WGSL has no literal for
 * word 1 + n             the plan's scalar n
 * the rest               the element at which each small leaf, then each small output, begins
 * </pre>
 */
public final class RunLayout {
    /** Word of the scalar 0. */
    public static final int SCALARS = 1;

    private final List<DType> scalars;
    private final List<Slot> small = new ArrayList<>();

    public RunLayout(Plan plan) {
        this(plan.scalars(), plan.leaves(), plan.outputs());
    }

    RunLayout(List<DType> scalars, List<Slot> leaves, List<Slot> outputs) {
        this.scalars = scalars;
        addSmall(leaves);
        addSmall(outputs);
    }

    private void addSmall(List<Slot> slots) {
        for (Slot slot : slots) {
            if (Region.of(slot).kind() == Region.Kind.HEAP && !small.contains(slot)) {
                small.add(slot);
            }
        }
    }

    /** The slots whose beginnings are words of the run, in order. */
    public List<Slot> small() {
        return small;
    }

    /** The word that tells where the small slot of this position begins. */
    public int wordOf(int position) {
        return SCALARS + scalars.size() + position;
    }

    /** How many words there are. */
    public int words() {
        return wordOf(small.size());
    }

    /** The WGSL structure. */
    String declaration() {
        StringBuilder text = new StringBuilder("struct Run {\n    infinity: f32,\n");
        for (int i = 0; i < scalars.size(); i++) {
            text.append("    s")
                    .append(i)
                    .append(": ")
                    .append(scalars.get(i).isFloat() ? "f32" : "i32")
                    .append(",\n");
        }
        for (Slot slot : small) {
            text.append("    ").append(slot).append(": i32,\n");
        }
        return text.append("}\n@group(0) @binding(0) var<uniform> run: Run;\n").toString();
    }
}
