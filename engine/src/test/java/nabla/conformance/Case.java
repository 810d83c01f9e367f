package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import nabla.io.Json;

/**
 * Something that PyTorch was asked, with its answer.
 *
 * @param file the file that it was read from, without ending
 * @param recorded what the file says of it
 */
public record Case(String file, Json recorded) {
    /** Returns the cases of a file's text. */
    public static List<Case> read(String file, String text) {
        List<Case> cases = new ArrayList<>();
        for (Json each : Json.parse(text).get("cases").items()) {
            cases.add(new Case(file, each));
        }
        return cases;
    }

    /** Returns the file and the name in it, such as {@code reduce: sum/dim}. */
    public String name() {
        return file + ": " + recorded.get("name").text();
    }

    /** Asks the engine the same, on the standard device, and compares. */
    public Outcome run(Setting setting) {
        try {
            check(setting).run();
            return Outcome.passed();
        } catch (MissingDatasetException missing) {
            return Outcome.skipped(String.valueOf(missing.getMessage()));
        } catch (AssertionError | AbsentException told) {
            return Outcome.failed(String.valueOf(told.getMessage()));
        } catch (RuntimeException broken) {
            return Outcome.failed(broken.getClass().getSimpleName() + ": " + broken.getMessage());
        }
    }

    private Check check(Setting setting) {
        return switch (recorded.get("kind").text()) {
            case "op" -> new OperationCheck(recorded);
            case "optimizer" -> new OptimizerCheck(recorded);
            case "scheduler" -> new SchedulerCheck(recorded);
            case "training" -> new TrainingCheck(recorded);
            case "random" -> new RandomCheck(recorded);
            case "text" -> new TextCheck(recorded);
            case "program" -> new ProgramCheck(recorded, setting);
            default -> throw new AbsentException("cases of kind " + recorded.get("kind"));
        };
    }
}
