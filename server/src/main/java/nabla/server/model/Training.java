package nabla.server.model;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import nabla.io.Json;
import nabla.io.JsonException;
import nabla.server.http.Problem;

/** The check of what a model says of its training: known members of the right kinds and in sensible ranges. */
final class Training {
    private static final int DEPTH = 5;
    private static final int MAX_POINTS = 5000;
    private static final int MAX_TEXT = 80;
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Set<String> NAMES = Set.of("lesson", "dataset", "optimizer", "device", "network");
    private static final Set<String> COUNTS = Set.of("batchSize", "epochs", "steps");
    private static final String DATASET = "dataset";
    private static final String ACCURACY = "accuracy";
    private static final String HISTORY = "history";

    private Training() {}

    /** The same JSON, written anew; throws a {@link Problem} that names the member that is wrong. */
    static String check(String text) {
        try {
            Json training = Json.parse(text, DEPTH);
            training.get(DATASET);
            training.members().forEach(Training::member);
            return training.toString();
        } catch (JsonException e) {
            throw wrong("nabla.training is not as it should be: " + e.getMessage());
        }
    }

    private static void member(String name, Json value) {
        try {
            if (value.isNothing()) {
                require(!name.equals(DATASET), name, "a name");
            } else if (NAMES.contains(name)) {
                require(
                        NAME.matcher(value.text()).matches(),
                        name,
                        "a short name of small letters, digits and hyphens");
            } else if (COUNTS.contains(name)) {
                require(value.integer64() >= 0, name, "a count");
            } else {
                other(name, value);
            }
        } catch (JsonException e) {
            throw wrong("nabla.training, " + name + ": " + e.getMessage());
        }
    }

    private static void other(String name, Json value) {
        switch (name) {
            case "seed" -> value.integer64();
            case "learningRate" -> require(value.number() >= 0, name, "a number that is not negative");
            case ACCURACY -> require(value.number() >= 0 && value.number() <= 1, name, "a number from 0 to 1");
            case HISTORY -> value.members().forEach(Training::curve);
            default -> {
                // What a lesson adds of its own must be as harmless: a line of text, a number, a flag.
                require(MEMBER.matcher(name).matches(), "member " + name, "a name of letters and digits");
                require(isScalar(value), name, "plain text of up to " + MAX_TEXT + " characters, a number or a flag");
            }
        }
    }

    private static boolean isScalar(Json value) {
        String json = value.toString();
        boolean composed = json.startsWith("{") || json.startsWith("[");
        return !composed && (!json.startsWith("\"") || Text.isPlain(value.text(), MAX_TEXT));
    }

    private static void curve(String name, Json points) {
        require(NAME.matcher(name).matches(), HISTORY, "curves under short names");
        require(points.items().size() <= MAX_POINTS, HISTORY, "at most " + MAX_POINTS + " points a curve");
        for (Json point : points.items()) {
            List<Json> pair = point.items();
            require(pair.size() == 2, HISTORY, "points [step, value]");
            pair.get(0).number();
            if (!pair.get(1).isNothing()) {
                pair.get(1).number();
            }
        }
    }

    private static void require(boolean right, String name, String expected) {
        if (!right) {
            throw wrong("nabla.training, " + name + ": expected " + expected + ".");
        }
    }

    private static Problem wrong(String detail) {
        return Problem.of(422, "training", detail);
    }

    /** What a model is called when its maker gave no title. */
    static String defaultTitle(String training) {
        Map<String, Json> members = Json.parse(training).members();
        Json title = members.getOrDefault("datasetTitle", members.get(DATASET));
        return title == null ? "A trained network" : "A network trained on " + title.text();
    }

    /** What a model is and how good, in a sentence, for previews of its link. */
    static String summary(String training) {
        Json accuracy = Json.parse(training).find(ACCURACY);
        String kind = defaultTitle(training) + " in the browser";
        if (accuracy == null || accuracy.isNothing()) {
            return kind + ".";
        }
        return kind + ", right on " + Math.round(accuracy.number() * 1000) / 10.0 + " % of the test set.";
    }
}
