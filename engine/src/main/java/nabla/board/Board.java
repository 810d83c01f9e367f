package nabla.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.RemovableHandle;
import nabla.Tensor;
import nabla.nn.Module;
import nabla.op.AccumulateGrad;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.optim.Optimizer;
import nabla.optim.StepObserver;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * Measures the layers of a network at chosen steps of its training. What is measured is computed on the device together
 * with the step, and read later, many steps at a time.
 */
public final class Board {
    private final List<Part> parts = new ArrayList<>();
    private final Device device;
    private final Schedule schedule = new Schedule();
    private final Measures measures = new Measures();
    private final List<RemovableHandle> hooks = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private List<Layer> layers = List.of();

    /** A module that holds no other, and what it made when it was called last. */
    private static final class Part {
        final String name;
        final String type;
        final Module module;
        final List<Tensor> parameters;

        @Nullable
        Node output;

        Part(String name, Module module) {
            this.name = name;
            this.module = module;
            parameters = module.parameters();
            String printed = module.toString();
            int end = printed.indexOf('(');
            type = end < 0 ? printed : printed.substring(0, end);
        }
    }

    /** A measured iteration that nobody has read yet. */
    private record Pending(int iteration, Node numbers, int[] outputSizes, boolean[] accumulated) {}

    /** A board for a network that lives on a device. Nothing is measured yet. */
    public Board(Module network, Device device) {
        this.device = device;
        for (Map.Entry<String, Module> named : network.namedModules().entrySet()) {
            if (named.getValue().namedChildren().isEmpty()) {
                parts.add(new Part(named.getKey(), named.getValue()));
            }
        }
    }

    /** The layers in the network's order; none before the first iteration was measured. */
    public List<Layer> layers() {
        return layers;
    }

    /** An iteration, counted from 0, is about to begin: measures it if the schedule says so. */
    public void begin(int iteration) {
        if (!hooks.isEmpty()) {
            close();
        }
        if (schedule.isDue(iteration)) {
            for (Part part : parts) {
                hooks.add(part.module.registerForwardHook((module, inputs, output) -> {
                    part.output = output.node();
                    return null;
                }));
            }
            Optimizer.observeNext(changes -> measure(iteration, changes));
        }
    }

    /** Ends what {@link #begin} began: nothing is measured until it is called again. */
    public void close() {
        Optimizer.observeNext(null);
        for (RemovableHandle hook : hooks) {
            hook.remove();
        }
        hooks.clear();
        for (Part part : parts) {
            part.output = null;
        }
    }

    private void measure(int iteration, List<StepObserver.Change> changes) {
        Map<Tensor, StepObserver.Change> byParameter = new HashMap<>();
        for (StepObserver.Change change : changes) {
            byParameter.put(change.parameter(), change);
        }
        List<Layer> found = new ArrayList<>();
        List<Node> numbers = new ArrayList<>();
        int[] sizes = new int[parts.size()];
        boolean[] accumulated = new boolean[parts.size()];
        for (int i = 0; i < sizes.length; i++) {
            Part part = parts.get(i);
            if (part.output != null && !part.parameters.isEmpty()) {
                Part last = measuredBehind(i, part.output.shape().size());
                Node output = Ops.detach(Objects.requireNonNull(last.output));
                sizes[found.size()] = output.shape().size();
                accumulated[found.size()] = isAccumulated(part.parameters);
                measures.add(numbers, part.parameters, byParameter, output);
                int counted = Histogram.counted(part.parameters.get(0).shape());
                found.add(new Layer(part.name, part.type, last.name, last.type, counted));
            }
        }
        if (!found.isEmpty()) {
            layers = List.copyOf(found);
            Node all = Ops.concat(0, numbers);
            device.remember(all);
            pending.add(new Pending(iteration, all, sizes, accumulated));
        }
    }

    /** The last part from a layer on, and before the next one, whose output has as many elements as the layer's own. */
    private Part measuredBehind(int layer, int size) {
        Part found = parts.get(layer);
        for (int i = layer + 1; i < parts.size() && parts.get(i).parameters.isEmpty(); i++) {
            Node output = parts.get(i).output;
            if (output != null && output.shape().size() == size) {
                found = parts.get(i);
            }
        }
        return found;
    }

    private static boolean isAccumulated(List<Tensor> parameters) {
        for (Tensor parameter : parameters) {
            AccumulateGrad collected = parameter.node().accumulateGrad();
            if (collected != null && collected.isOfSeveralSteps()) {
                return true;
            }
        }
        return false;
    }

    /** What was measured since the last time. Waits for the device. */
    public List<Reading> read() {
        List<Reading> readings = new ArrayList<>();
        if (pending.isEmpty()) {
            return readings;
        }
        Node[] nodes = new Node[pending.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = pending.get(i).numbers;
        }
        Object[] arrays = device.read(nodes);
        for (int i = 0; i < nodes.length; i++) {
            Pending each = pending.get(i);
            readings.add(Measures.reading(each.iteration, (float[]) arrays[i], each.outputSizes, each.accumulated));
        }
        pending.subList(0, nodes.length).clear();
        return readings;
    }
}
