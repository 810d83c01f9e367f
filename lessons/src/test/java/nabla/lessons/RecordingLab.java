package nabla.lessons;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.Tensor;
import nabla.data.Dataset;
import nabla.lab.Evaluation;
import nabla.lab.Lab;
import nabla.nn.Module;
import org.jspecify.annotations.Nullable;

/** Runs a program without a page and keeps what it says. */
class RecordingLab implements Lab {
    private final Map<String, String> settings = new HashMap<>();
    private final @Nullable Dataset train;
    private final @Nullable Dataset test;
    final List<Double> losses = new ArrayList<>();
    final Map<String, List<Double>> observed = new HashMap<>();
    final List<Double> accuracies = new ArrayList<>();
    final List<String> printed = new ArrayList<>();
    final Map<String, double[]> heatmaps = new LinkedHashMap<>();
    private @Nullable Module network;
    private int steps;
    private int limit = Integer.MAX_VALUE;

    RecordingLab(@Nullable Dataset train, @Nullable Dataset test) {
        this.train = train;
        this.test = test;
    }

    RecordingLab with(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    /** Ends the program after so many steps. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    RecordingLab stopAfter(int wantedSteps) {
        limit = wantedSteps;
        return this;
    }

    Module network() {
        return Objects.requireNonNull(network, "the program has shown no network");
    }

    int steps() {
        return steps;
    }

    @Override
    public int integer(String name, int otherwise) {
        String value = settings.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    @Override
    public double number(String name, double otherwise) {
        String value = settings.get(name);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    @Override
    public String choice(String name, String otherwise) {
        String value = settings.get(name);
        return value == null ? otherwise : value;
    }

    @Override
    public Dataset train() {
        return Objects.requireNonNull(train, "this program was given no data");
    }

    @Override
    public Dataset test() {
        return Objects.requireNonNull(test, "this program was given no data");
    }

    @Override
    public List<String> classes() {
        return List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Override
    public void network(Module trained) {
        network = trained;
    }

    @Override
    public void plan(int epochs, int plannedSteps) {
        steps = plannedSteps;
    }

    @Override
    public void log(String metric, Tensor value) {
        if (!metric.equals("loss")) {
            observed.computeIfAbsent(metric, name -> new ArrayList<>()).add(value.item());
            return;
        }
        losses.add(value.item());
        if (losses.size() == limit) {
            throw new Enough();
        }
    }

    @Override
    public void evaluate(int epoch) {
        accuracies.add(Evaluation.of(network(), test()).accuracy());
    }

    @Override
    public void heatmap(String title, List<String> columns, Tensor values) {
        heatmaps.put(title + " " + columns, values.toDoubleArray());
    }

    @Override
    public void print(String line) {
        printed.add(line);
    }
}
