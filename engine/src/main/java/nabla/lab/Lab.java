package nabla.lab;

import java.util.List;
import nabla.Tensor;
import nabla.data.Dataset;
import nabla.nn.Module;

/** The place where a lesson's program runs: it gives settings and data, and shows what it is told. */
public interface Lab {
    /** Returns the learner's setting of this name, or {@code otherwise} where there is none. */
    int integer(String name, int otherwise);

    /** Returns the learner's setting of this name, or {@code otherwise} where there is none. */
    double number(String name, double otherwise);

    /** Returns the learner's setting of this name, or {@code otherwise} where there is none. */
    String choice(String name, String otherwise);

    /** Returns the examples to learn from. */
    Dataset train();

    /** Returns the examples that are kept back, to find out how good the network is. */
    Dataset test();

    /** Returns the names of the classes that the examples belong to. */
    List<String> classes();

    /** Takes the network that is trained: it is shown, evaluated, saved. To continue, puts saved parameters into it. */
    void network(Module network);

    /** Says how many epochs and steps the whole run will have. */
    void plan(int epochs, int steps);

    /** Observes a number of the current step, such as the loss. It is read later, together with many others. */
    void log(String metric, Tensor value);

    /** Measures the network on the examples kept back, after epoch {@code epoch}, counted from 1. May wait. */
    void evaluate(int epoch);

    /**
     * Shows a matrix as a picture: orange below 0, blue above, the stronger the farther from it. A later one with the same
     * title takes its place. May wait.
     *
     * @param title says what the picture is of
     * @param columns what stands above each column; empty for pictures whose cells need no names
     * @param values [rows, columns]
     */
    void heatmap(String title, List<String> columns, Tensor values);

    /** Shows a line of text. */
    void print(String line);
}
