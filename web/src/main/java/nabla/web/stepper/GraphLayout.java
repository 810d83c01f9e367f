package nabla.web.stepper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Places for the operations of a forward pass: leaves left, the loss right. The operations of a module lie together; each
 * module has its own columns, so that no two overlap. A folded module is one node.
 */
final class GraphLayout {
    static final double NODE_WIDTH = 100;
    static final double NODE_HEIGHT = 30;
    private static final double ACROSS = NODE_WIDTH + 64;
    private static final double DOWN = 44;
    private static final double MARGIN = 10;
    private static final double TITLE = 18;
    private static final double BETWEEN = 58;

    /**
     * An operation, a leaf or a folded module.
     *
     * @param step the operation's index, or that of a folded module's last; -1 for a leaf
     * @param tensor a leaf's id, else -1
     * @param group the module it belongs to
     */
    record Node(String label, int step, int tensor, int group, double x, double y) {}

    /** A tensor on its way from one node to another; places in {@link #nodes}. */
    record Edge(int from, int to, int tensor) {}

    /** A run of operations of one module; {@code module} is empty for what belongs to none and has no frame. */
    record Group(String module, int first, int last, double x, double y, double width, double height, boolean folded) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private double width;
    private double height;

    private final Trace trace;
    private final List<Step> recorded = new ArrayList<>();
    private final Map<Integer, Integer> consumers = new HashMap<>();
    private final int[] groupOf;
    private final int[] nodeOfStep;
    private final int[] nodeOfLeaf;
    private final boolean[] carriesData;

    /** @param folded names of modules to be shown as one node */
    GraphLayout(Trace trace, Set<String> folded) {
        this.trace = trace;
        groupOf = new int[trace.length()];
        nodeOfStep = new int[trace.length()];
        nodeOfLeaf = new int[trace.tensors().length];
        carriesData = new boolean[trace.length()];
        Arrays.fill(groupOf, -1);
        Arrays.fill(nodeOfStep, -1);
        Arrays.fill(nodeOfLeaf, -1);
        List<List<Step>> runs = runs();
        double[] columns = columns(runs);
        placeGroups(runs, columns, folded);
        placeInputs();
        connect();
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    List<Group> groups() {
        return groups;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** The node that shows this step of the forward pass; -1 if none does. */
    int nodeOfStep(int step) {
        return step < 0 ? -1 : nodeOfStep[step];
    }

    /** The node that shows this leaf, or the folded module that it is in. */
    int nodeOfLeaf(int tensor) {
        return tensor < 0 ? -1 : nodeOfLeaf[tensor];
    }

    /** How many operations and leaves there would be with nothing folded. */
    static int size(Trace trace) {
        return new GraphLayout(trace, Set.of()).nodes.size();
    }

    /** Operations of one module that follow each other. */
    private List<List<Step>> runs() {
        List<List<Step>> runs = new ArrayList<>();
        for (Step step : trace.steps()) {
            if (!step.isRecorded()) {
                continue;
            }
            recorded.add(step);
            Step before = recorded.size() > 1 ? recorded.get(recorded.size() - 2) : null;
            boolean joins = before != null
                    && !step.module().isEmpty()
                    && before.module().equals(step.module())
                    && before.phase() == step.phase();
            if (!joins) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(step);
            groupOf[step.index()] = runs.size() - 1;
            for (int input : step.inputs()) {
                consumers.putIfAbsent(input, step.index());
                int producer = producer(input);
                TensorInfo tensor = trace.tensor(input);
                carriesData[step.index()] |= producer >= 0 ? carriesData[producer] : tensor.is("input");
            }
        }
        return runs;
    }

    private int producer(int tensor) {
        int producer = trace.producer(tensor);
        return producer >= 0 && trace.step(producer).isRecorded() ? producer : -1;
    }

    /** Each group comes after all groups whose values it takes. */
    private double[] columns(List<List<Step>> runs) {
        double[] columns = new double[runs.size()];
        for (Step step : recorded) {
            int group = groupOf[step.index()];
            for (int input : step.inputs()) {
                int producer = producer(input);
                if (producer >= 0 && groupOf[producer] != group) {
                    columns[group] = Math.max(columns[group], columns[groupOf[producer]] + 1);
                }
            }
        }
        return columns;
    }

    private void placeGroups(List<List<Step>> runs, double[] columns, Set<String> folded) {
        List<List<Node>> inside = new ArrayList<>();
        double[] widths = new double[runs.size() + 1];
        for (int group = 0; group < runs.size(); group++) {
            List<Step> run = runs.get(group);
            boolean fold = folded.contains(run.get(0).module());
            List<Node> placed = fold ? foldedNode(run, group) : inside(run, group);
            inside.add(placed);
            int column = (int) columns[group];
            widths[column] = Math.max(widths[column], extent(placed, true) + 2 * MARGIN);
        }
        double start = inputsWidth();
        double[] taken = new double[runs.size() + 1];
        for (int group = 0; group < runs.size(); group++) {
            int column = (int) columns[group];
            double x = start;
            for (int before = 0; before < column; before++) {
                x += widths[before] + BETWEEN;
            }
            List<Node> placed = inside.get(group);
            List<Step> run = runs.get(group);
            double groupWidth = extent(placed, true) + 2 * MARGIN;
            double groupHeight = extent(placed, false) + 2 * MARGIN + TITLE;
            // Beside each other in their column's width, below each other where several share a column.
            double left = x + (widths[column] - groupWidth) / 2;
            double top = taken[column];
            taken[column] += groupHeight + 14;
            String module = run.get(0).module();
            boolean fold = folded.contains(module);
            groups.add(new Group(
                    module,
                    run.get(0).index(),
                    run.get(run.size() - 1).index(),
                    left,
                    top,
                    groupWidth,
                    groupHeight,
                    fold));
            for (Node node : placed) {
                int index = nodes.size();
                nodes.add(new Node(
                        node.label,
                        node.step,
                        node.tensor,
                        group,
                        left + MARGIN + node.x,
                        top + TITLE + MARGIN + node.y));
                if (fold) {
                    for (Step step : run) {
                        nodeOfStep[step.index()] = index;
                    }
                } else if (node.step >= 0) {
                    nodeOfStep[node.step] = index;
                } else {
                    nodeOfLeaf[node.tensor] = index;
                }
            }
            if (fold) {
                for (Step step : run) {
                    for (int leaf : leaves(step)) {
                        nodeOfLeaf[leaf] = nodes.size() - 1;
                    }
                }
            }
            width = Math.max(width, left + groupWidth);
            height = Math.max(height, top + groupHeight);
        }
    }

    private static double extent(List<Node> placed, boolean across) {
        double most = 0;
        for (Node node : placed) {
            most = Math.max(most, across ? node.x + NODE_WIDTH : node.y + NODE_HEIGHT);
        }
        return most;
    }

    private static List<Node> foldedNode(List<Step> run, int group) {
        Step last = run.get(run.size() - 1);
        return List.of(new Node(last.name(), last.index(), -1, group, 0, 0));
    }

    /** The group's nodes as if it were alone: layers from left to right, the way of the data on top. */
    private List<Node> inside(List<Step> run, int group) {
        Map<Integer, Integer> layers = new HashMap<>();
        int lowest = 0;
        for (Step step : run) {
            int layer = 0;
            for (int input : step.inputs()) {
                int producer = producer(input);
                if (producer >= 0 && groupOf[producer] == group) {
                    layer = Math.max(layer, layers.getOrDefault(producer, 0) + 1);
                }
            }
            layers.put(step.index(), layer);
            if (layer == 0 && !leaves(step).isEmpty()) {
                lowest = -1;
            }
        }
        List<Node> placed = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        Map<Integer, Integer> rows = new HashMap<>();
        for (int i = run.size() - 1; i >= 0; i--) {
            Step step = run.get(i);
            int wanted = 0;
            for (Step user : run) {
                for (int input : user.inputs()) {
                    if (producer(input) == step.index()) {
                        wanted = rows.getOrDefault(user.index(), 0) + (carriesData[step.index()] ? 0 : 1);
                    }
                }
            }
            int layer = layers.getOrDefault(step.index(), 0) - lowest;
            int row = free(taken, layer, wanted);
            rows.put(step.index(), row);
            placed.add(new Node(step.name(), step.index(), -1, group, layer * ACROSS, row * DOWN));
        }
        for (Step step : run) {
            int layer = layers.getOrDefault(step.index(), 0) - lowest - 1;
            boolean carries = carriesData[step.index()];
            for (int leaf : leaves(step)) {
                int row = free(taken, layer, rows.getOrDefault(step.index(), 0) + (carries ? 1 : 0));
                placed.add(new Node(brief(trace.tensor(leaf).name()), -1, leaf, group, layer * ACROSS, row * DOWN));
            }
        }
        return placed;
    }

    /** The parameters and constants that this step is the first to use. */
    private List<Integer> leaves(Step step) {
        List<Integer> leaves = new ArrayList<>();
        for (int input : step.inputs()) {
            TensorInfo tensor = trace.tensor(input);
            boolean own = !tensor.is("input") && !tensor.is("target");
            Integer consumer = consumers.get(input);
            if (own && producer(input) < 0 && consumer != null && consumer == step.index() && !leaves.contains(input)) {
                leaves.add(input);
            }
        }
        return leaves;
    }

    private static int free(Set<Integer> taken, int layer, int wanted) {
        int row = wanted;
        while (!taken.add(layer * 1000 + row)) {
            row++;
        }
        return row;
    }

    private double inputsWidth() {
        for (TensorInfo tensor : trace.tensors()) {
            if (tensor.is("input") && consumers.containsKey(tensor.id())) {
                return NODE_WIDTH + BETWEEN;
            }
        }
        return 0;
    }

    /** The batch: its pictures at the far left, its labels below what first uses them. */
    private void placeInputs() {
        double top = TITLE + MARGIN;
        for (TensorInfo tensor : trace.tensors()) {
            Integer consumer = consumers.get(tensor.id());
            boolean input = tensor.is("input");
            if (consumer == null || producer(tensor.id()) >= 0 || !(input || tensor.is("target"))) {
                continue;
            }
            Group group = groups.get(groupOf[consumer]);
            double x = input ? 0 : group.x - NODE_WIDTH - 20;
            double y = input ? top : group.y + TITLE + MARGIN + DOWN;
            top += input ? DOWN : 0;
            nodeOfLeaf[tensor.id()] = nodes.size();
            nodes.add(new Node(brief(tensor.name()), -1, tensor.id(), -1, x, y));
            height = Math.max(height, y + NODE_HEIGHT + MARGIN);
        }
    }

    private void connect() {
        Set<Long> known = new HashSet<>();
        for (Step step : recorded) {
            for (int input : step.inputs()) {
                int producer = producer(input);
                int from = producer >= 0 ? nodeOfStep[producer] : nodeOfLeaf[input];
                int to = nodeOfStep[step.index()];
                if (from >= 0 && from != to && known.add(((long) from * 4096 + to) * 65_536 + input)) {
                    edges.add(new Edge(from, to, input));
                }
            }
        }
    }

    /** {@code fc1.weight} is only {@code weight} inside fc1's frame. */
    private static String brief(String name) {
        return name.startsWith("batch.") ? name : name.substring(name.lastIndexOf('.') + 1);
    }
}
