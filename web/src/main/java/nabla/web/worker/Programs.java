package nabla.web.worker;

import java.util.function.Consumer;
import nabla.lab.Lab;
import nabla.lessons.Attention;
import nabla.lessons.LinearRegression;
import nabla.lessons.SickRuns;
import nabla.lessons.SoftmaxRegression;
import nabla.lessons.TrainMnist;

/** The programs of the lessons that a page can ask for. */
final class Programs {
    private Programs() {}

    /** The program whose class has this name. */
    static Consumer<Lab> named(String name) {
        return switch (name) {
            case "LinearRegression" -> LinearRegression::run;
            case "SoftmaxRegression" -> SoftmaxRegression::run;
            case "TrainMnist" -> TrainMnist::run;
            case "Attention" -> Attention::run;
            case "SickRuns" -> SickRuns::run;
            default ->
                throw new IllegalArgumentException(
                        "The page asked for a program that the worker does not have: " + name);
        };
    }
}
