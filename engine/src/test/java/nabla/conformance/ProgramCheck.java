package nabla.conformance;

import nabla.io.Json;

/** A whole program of the course on the real datasets: its first losses, and with whole runs its epochs' accuracies. */
record ProgramCheck(Json recorded, Setting setting) implements Check {
    @Override
    public void run() {
        switch (recorded.get("name").text()) {
            case "mnist_mlp":
                new ClassifierProgram(recorded, setting, "mnist", Networks.perceptron()).check();
                break;
            case "mnist_lenet":
                new ClassifierProgram(recorded, setting, "mnist", Networks.leNet()).check();
                break;
            case "fashion_softmax":
                new ClassifierProgram(recorded, setting, "fashion-mnist", Networks.softmaxRegression()).check();
                break;
            case "linear_regression":
                new RegressionProgram(recorded).check();
                break;
            default:
                throw new AbsentException(recorded.get("name").text());
        }
    }
}
