package nabla.trace;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.backend.HostArrays;
import nabla.nn.Loss;
import nabla.nn.Module;
import nabla.op.AccumulateGrad;
import nabla.op.Node;
import nabla.op.Recording;
import nabla.random.Generator;
import nabla.runtime.Clock;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * Watches one iteration of a training loop as a rehearsal: the program makes its graph, the optimizer tells what it would
 * do, and afterwards everything is as it was before.
 *
 * <p>What Java variables of the program hold is out of reach: a counter that the loop's body increases counts the rehearsal
 * too.
 */
public final class Recorder extends Recording {
    /** Something that holds from one node on: the program's line, or the innermost module. */
    record Mark(int serial, int line, String module) {}

    /** A backward pass. */
    record Pass(
            Node root,
            List<Node> order,
            List<@Nullable Node> gradients,
            List<Arrival> arrivals,
            List<Collected> collected,
            int serial,
            int sequence) {}

    /** What a leaf has collected after a pass. */
    record Collected(AccumulateGrad leaf, Node gradient) {}

    /** A call of zeroGrad. */
    record Clearing(int serial, int sequence, int leaves, int line) {}

    /** What an optimizer would do. */
    record Update(String optimizer, List<ParameterUpdate> parameters, int serial, int sequence, int line) {}

    final int began = Node.nextSerial();
    final Snapshot snapshot = new Snapshot(began);
    final List<Mark> marks = new ArrayList<>();
    final List<Pass> passes = new ArrayList<>();
    final List<Clearing> clearings = new ArrayList<>();
    final List<Update> updates = new ArrayList<>();
    final Map<Node, String> inputNames = new IdentityHashMap<>();
    final Map<AccumulateGrad, String> parameterNames = new IdentityHashMap<>();

    private final Generator random = Generator.defaultGenerator().copy();
    private final List<Runnable> undo = new ArrayList<>();
    private final Map<Object, String> paths = new IdentityHashMap<>();
    private final List<String> open = new ArrayList<>();
    private int line;
    private int sequence;

    /** The serial number behind the last node of the network's own calls, or -1 if no module was called. */
    int networkEnd = -1;

    /**
     * Begins to watch.
     *
     * @param batch what the program is given: examples and, if there are any, what the network should say
     */
    public Recorder(List<Tensor> batch) {
        for (int i = 0; i < batch.size(); i++) {
            inputNames.put(batch.get(i).node(), i == 0 ? "batch.x" : i == 1 ? "batch.y" : "batch." + i);
        }
        begin();
    }

    /** Stops watching and puts everything back. Must be called whatever happens. */
    public void stop() {
        end();
        for (int i = undo.size() - 1; i >= 0; i--) {
            undo.get(i).run();
        }
        undo.clear();
        Generator.defaultGenerator().follow(random);
    }

    /**
     * Computes what was watched, node by node. Call it after {@link #stop}. May wait for the device.
     *
     * @param clock measures how long each step takes
     * @return null if the program made no backward pass
     */
    public @Nullable Trace trace(Device device, Clock clock) {
        if (passes.isEmpty()) {
            return null;
        }
        return new TraceBuilder(this).build(device, clock);
    }

    /**
     * Has the device compute the very gradients that the trace shows, and compares. May wait for it.
     *
     * @param trace of this recorder
     */
    public Agreement agreement(Trace trace, Device device) {
        List<Collected> collected = passes.get(passes.size() - 1).collected();
        Node[] nodes = new Node[collected.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = collected.get(i).gradient();
        }
        Object[] arrays = device.read(nodes);
        double[] apart = new double[nodes.length];
        double[] sizes = new double[nodes.length];
        double largest = 0;
        for (int i = 0; i < nodes.length; i++) {
            double[] exact = trace.evaluation.values()[snapshot.number(nodes[i])];
            for (int k = 0; k < exact.length; k++) {
                double difference = HostArrays.element(arrays[i], k) - exact[k];
                apart[i] += difference * difference;
                sizes[i] += exact[k] * exact[k];
            }
            largest = Math.max(largest, Math.sqrt(sizes[i]));
        }
        double worst = 0;
        Text name = Text.EMPTY;
        for (int i = 0; i < nodes.length; i++) {
            double size = Math.max(Math.sqrt(sizes[i]), largest * Agreement.SMALLEST);
            double relative = size == 0 ? Math.sqrt(apart[i]) : Math.sqrt(apart[i]) / size;
            if (relative >= worst) {
                worst = relative;
                String known = parameterNames.get(collected.get(i).leaf());
                name = known == null ? Text.of("a parameter") : Text.literal(known);
            }
        }
        return new Agreement(worst, name);
    }

    @Override
    public void line(int number) {
        line = number;
        marks.add(new Mark(Node.nextSerial(), number, module()));
    }

    private String module() {
        return open.isEmpty() ? "" : open.get(open.size() - 1);
    }

    @Override
    public void enter(Object module) {
        if (module instanceof Module known && open.isEmpty()) {
            known.namedModules().forEach((path, inner) -> paths.putIfAbsent(inner, path));
            known.namedParameters().forEach((name, parameter) -> {
                AccumulateGrad leaf = parameter.node().accumulateGrad();
                if (leaf != null) {
                    parameterNames.putIfAbsent(leaf, name);
                }
            });
        }
        String path = module instanceof Loss ? "" : paths.get(module);
        open.add(path == null ? module() : path);
        marks.add(new Mark(Node.nextSerial(), line, module()));
        if (open.size() == 1 && !(module instanceof Loss)) {
            networkEnd = Math.max(networkEnd, began);
        }
    }

    @Override
    public void leave(Object module) {
        open.remove(open.size() - 1);
        marks.add(new Mark(Node.nextSerial(), line, module()));
        if (open.isEmpty() && !(module instanceof Loss)) {
            networkEnd = Node.nextSerial();
        }
    }

    @Override
    public void zeroGrad(List<AccumulateGrad> leaves) {
        clearings.add(new Clearing(Node.nextSerial(), sequence++, leaves.size(), line));
    }

    @Override
    public void backward(Node root, List<Node> order, List<@Nullable Node> gradients, List<Arrival> arrivals) {
        List<Collected> collected = new ArrayList<>();
        passes.add(new Pass(root, order, gradients, arrivals, collected, Node.nextSerial(), sequence++));
        snapshot.add(root);
        for (int i = 0; i < order.size(); i++) {
            Node gradient = gradients.get(i);
            AccumulateGrad leaf = order.get(i).accumulateGrad();
            if (gradient != null) {
                snapshot.add(gradient);
            }
            if (leaf != null && leaf.gradient() != null) {
                collected.add(new Collected(leaf, leaf.gradient()));
                snapshot.add(leaf.gradient());
            }
        }
    }

    @Override
    public void step(String optimizer, List<ParameterUpdate> parameters) {
        updates.add(new Update(optimizer, parameters, Node.nextSerial(), sequence++, line));
        for (ParameterUpdate each : parameters) {
            snapshot.add(each.before());
            snapshot.add(each.gradient());
            snapshot.add(each.after());
            each.states().values().forEach(pair -> {
                snapshot.add(pair[0]);
                snapshot.add(pair[1]);
            });
        }
    }

    @Override
    public void undo(Runnable action) {
        undo.add(action);
    }

    /** What holds at a node. */
    Mark markAt(Node node) {
        Mark found = new Mark(began, 0, "");
        for (Mark mark : marks) {
            if (mark.serial() > node.serial()) {
                break;
            }
            found = mark;
        }
        return found;
    }
}
