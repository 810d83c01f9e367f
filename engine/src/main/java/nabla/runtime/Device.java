package nabla.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.backend.jvm.JvmBackend;
import nabla.compile.IndexCheck;
import nabla.compile.Plan;
import nabla.compile.Scheduler;
import nabla.graph.Graph;
import nabla.graph.Sweep;
import nabla.op.Buffer;
import nabla.op.LeafOp;
import nabla.op.Memory;
import nabla.op.Node;
import nabla.op.Recording;
import org.jspecify.annotations.Nullable;

/**
 * Where tensors live and are computed. Work happens when somebody must know: {@link #realize}, {@link #update} and
 * {@link #read}. A plan is made once for a structure of graph and found again by it, so that every step of a training
 * loop replays the plan of the first.
 *
 * <p>One thread uses a device; while {@link #read} waits, another of its coroutines may.
 */
public final class Device {
    private static final int REMEMBERED = 32;

    private static @Nullable Device standard;

    private final Backend backend;
    private final Reclaimer reclaimer;
    private final Sweep sweep = new Sweep();
    private final Map<Long, List<Compiled>> plans = new HashMap<>();
    private final Profile profile = new Profile();
    private final List<Node> remembered = new ArrayList<>();
    private final Map<Object, Node> kept = new LinkedHashMap<>();

    private @Nullable Compiled last;

    /** A plan and what the backend made of it. */
    private static final class Compiled {
        final Graph graph;
        final Plan plan;
        final Executable executable;

        /** What came after it the last time: in a training loop, what comes now. */
        @Nullable
        Compiled successor;

        Compiled(Graph graph, Plan plan, Executable executable) {
            this.graph = graph;
            this.plan = plan;
            this.executable = executable;
        }
    }

    public Device(Backend backend) {
        this.backend = backend;
        reclaimer = new Reclaimer(backend);
    }

    /** The device of new tensors: {@code jvm} unless {@link #setStandard} chose another. */
    public static Device standard() {
        Device device = standard;
        if (device == null) {
            device = new Device(unlessChosen());
            standard = device;
        }
        return device;
    }

    /** In a browser there is none: its programs choose (nabla.web.teavm.NoJvmBackend). */
    private static Backend unlessChosen() {
        return new JvmBackend();
    }

    /** Makes new tensors live on this device. Existing ones stay where they are. */
    public static void setStandard(Device device) {
        standard = device;
    }

    /** The backend's name. */
    public String name() {
        return backend.name();
    }

    public Backend backend() {
        return backend;
    }

    public Profile profile() {
        return profile;
    }

    /** Computes the nodes that have no data yet, in one run. */
    public void realize(Node... nodes) {
        Node[] missing = missing(nodes);
        if (missing.length > 0) {
            run(missing, new Node[missing.length], "");
        }
    }

    /**
     * Notes a node that a learner will probably read after the next {@link #update}, which then computes it along: a loss
     * and what it was computed from. Only the latest few are kept.
     */
    public void remember(Node node) {
        if (Recording.current() != null) {
            return; // no update follows a rehearsal
        }
        if (remembered.size() == REMEMBERED) {
            remembered.remove(0);
        }
        remembered.add(node);
    }

    /**
     * Notes the newest value of something that lives on beside the parameters, such as a running mean: the next {@link
     * #update} computes it along. Without updates between, the values noted before are computed first, so that no chain of
     * them grows.
     *
     * @param owner whose value it is
     */
    public void keep(Object owner, Node node) {
        if (Recording.current() != null) {
            return; // a rehearsal's value does not live on
        }
        Node before = kept.get(owner);
        if (before != null && before.memory() == null) {
            realize(kept.values().toArray(new Node[0]));
            kept.clear();
        }
        kept.put(owner, node);
    }

    /**
     * Computes new values for leaves and puts them in the leaves' place, together with what was remembered, in one run.
     *
     * @param by who replaces them, for the message when someone reads an old value later: such as {@code optimizer.step()}
     * @param leaves nodes with data
     * @param values what replaces each; of the leaf's shape and type
     * @return for each leaf the node that holds its memory from now on
     */
    public Node[] update(String by, Node[] leaves, Node[] values) {
        remembered.addAll(kept.values());
        kept.clear();
        Node[] more = missing(remembered.toArray(new Node[remembered.size()]));
        remembered.clear();
        Node[] outputs = new Node[leaves.length + more.length];
        Node[] updated = new Node[outputs.length];
        System.arraycopy(values, 0, outputs, 0, values.length);
        System.arraycopy(more, 0, outputs, values.length, more.length);
        System.arraycopy(leaves, 0, updated, 0, leaves.length);
        return run(outputs, updated, by);
    }

    private Node[] missing(Node[] nodes) {
        Node[] missing = new Node[nodes.length];
        int count = 0;
        for (Node node : nodes) {
            if (node.op() instanceof LeafOp.Data && node.overwrittenBy() == null) {
                uploaded(node);
            } else if (node.memory() == null && !isAmong(missing, count, node)) {
                missing[count++] = node;
            }
        }
        return Arrays.copyOf(missing, count);
    }

    private static boolean isAmong(Node[] nodes, int count, Node node) {
        for (int i = 0; i < count; i++) {
            if (nodes[i] == node) {
                return true;
            }
        }
        return false;
    }

    private Node[] run(Node[] outputs, Node[] updated, String by) {
        reclaimer.reclaim();
        Compiled compiled = find(outputs, updated);
        Buffer[] leaves = new Buffer[sweep.leafCount()];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = uploaded(sweep.leaf(i)).buffer();
        }
        List<IndexCheck> checks = compiled.plan.checks();
        for (int i = 0; i < checks.size(); i++) {
            checks.get(i).check(uploaded(sweep.leaf(checks.get(i).leaf())));
        }
        Memory[] memories = new Memory[outputs.length];
        Buffer[] results = new Buffer[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            memories[i] = updated[i] == null
                    ? reclaimer.allocate(outputs[i].type(), outputs[i].shape().size())
                    : uploaded(updated[i]);
            results[i] = memories[i].buffer();
        }
        backend.run(compiled.executable, leaves, results, sweep.scalars());
        profile.ran(compiled.plan.kernels().size(), sweep.count());
        sweep.clear();
        return settle(outputs, updated, memories, by);
    }

    /** Gives results their memory, and leaves that were replaced a new node each. */
    private static Node[] settle(Node[] outputs, Node[] updated, Memory[] memories, String by) {
        Node[] fresh = new Node[outputs.length];
        int count = 0;
        for (int i = 0; i < outputs.length; i++) {
            if (updated[i] == null) {
                outputs[i].realize(memories[i]);
            } else {
                updated[i].overwrite(by);
                memories[i].written();
                fresh[count++] = Node.realized(updated[i].shape(), updated[i].type(), memories[i]);
            }
        }
        return Arrays.copyOf(fresh, count);
    }

    /** What usually comes now is tried first: a loop's steps are compared with one plan, and nothing is hashed. */
    private Compiled find(Node[] outputs, Node[] updated) {
        Compiled before = last;
        Compiled found = before == null ? null : before.successor;
        if (found == null || !sweep.follows(found.graph, outputs, updated)) {
            found = lookUp(outputs, updated);
            if (before != null) {
                before.successor = found;
            }
        }
        last = found;
        return found;
    }

    private Compiled lookUp(Node[] outputs, Node[] updated) {
        sweep.run(outputs, updated);
        List<Compiled> candidates = plans.computeIfAbsent(sweep.key(outputs, updated), key -> new ArrayList<>(1));
        for (int i = 0; i < candidates.size(); i++) {
            if (sweep.follows(candidates.get(i).graph, outputs, updated)) {
                return candidates.get(i);
            }
        }
        sweep.run(outputs, updated); // comparing has noted other leaves
        Graph graph = sweep.graph(outputs, updated);
        Plan plan = Scheduler.plan(graph);
        Compiled compiled = new Compiled(graph, plan, backend.compile(plan));
        candidates.add(compiled);
        profile.planned();
        return compiled;
    }

    /** The leaf's memory; its data is brought here now if it never was. */
    private Memory uploaded(Node leaf) {
        Memory memory = leaf.memory();
        if (memory == null) {
            if (!(leaf.op() instanceof LeafOp.Data data)) {
                throw new IllegalArgumentException("update: " + leaf + " is no leaf with data");
            }
            memory = reclaimer.allocate(leaf.type(), leaf.shape().size());
            write(memory, data.take());
            leaf.realize(memory);
        }
        return memory;
    }

    /** Replaces the data of a leaf by that of a Java array of its kind and length, in place. */
    public void write(Node leaf, Object array) {
        write(uploaded(leaf), array);
    }

    private void write(Memory memory, Object array) {
        backend.write(memory.buffer(), array);
        memory.written();
        if (array instanceof long[] values && values.length > 0) {
            long lowest = values[0];
            long highest = values[0];
            for (long value : values) {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
            memory.holds(lowest, highest);
        }
    }

    /**
     * The elements of the nodes, row-major, as new Java arrays: {@code float[]} for float32, {@code double[]} for float64,
     * {@code long[]} for int64, {@code boolean[]} for bool. Computes what is missing in one run, then waits for the device.
     */
    public Object[] read(Node... nodes) {
        realize(nodes);
        Buffer[] buffers = new Buffer[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            buffers[i] = java.util.Objects.requireNonNull(nodes[i].memory()).buffer();
        }
        return backend.read(buffers);
    }

    /** As {@link #read} of one node, but never waits: null where only waiting would tell. */
    public @Nullable Object readNow(Node node) {
        realize(node);
        return backend.readNow(java.util.Objects.requireNonNull(node.memory()).buffer());
    }
}
