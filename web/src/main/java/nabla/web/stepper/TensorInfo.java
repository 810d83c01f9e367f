package nabla.web.stepper;

import nabla.trace.Text;

/**
 * A tensor of a trace, without its cells.
 *
 * @param title its name, such as {@code fc1.weight}
 * @param symbol what formulas call it
 * @param kind {@code input}, {@code target}, {@code parameter}, {@code value}, {@code gradient}, {@code state} or
 *     {@code update}
 * @param offset where its cells begin among the trace's values
 * @param count how many cells came: fewer than there are if {@code sampled}
 * @param of the tensor that a gradient, a state or an update belongs to, or -1
 * @param gradient the id of its own gradient, or -1
 * @param group the optimizer's parameter group that a parameter's new value belongs to, from 0; else -1
 * @param notNumbers how many of its cells float32 has no number for
 */
record TensorInfo(
        int id,
        Text title,
        String symbol,
        String kind,
        int[] shape,
        int offset,
        int count,
        boolean sampled,
        int of,
        int gradient,
        int group,
        double low,
        double high,
        double mean,
        double deviation,
        double norm,
        int zeros,
        int notNumbers) {

    /** Such as {@code fc1.weight}. */
    String name() {
        return Language.say(title);
    }

    /** The part it plays, in words. */
    String kindName() {
        return Language.say(
                switch (kind) {
                    case "input" -> Text.of("input");
                    case "target" -> Text.of("target");
                    case "parameter" -> Text.of("parameter");
                    case "gradient" -> Text.of("gradient");
                    case "state" -> Text.of("state");
                    case "update" -> Text.of("update");
                    default -> Text.of("value");
                });
    }

    boolean is(String other) {
        return kind.equals(other);
    }

    /** Its symbol where it says which tensor is meant; values and gradients all have the same few. */
    String ownSymbol() {
        return is("value") || is("gradient") ? "" : symbol;
    }

    /** How many cells it has. */
    int size() {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return size;
    }

    /** As PyTorch prints it: {@code [8, 784]}. */
    String shapeText() {
        return Shapes.text(shape);
    }

    /** A picture rather than a matrix: its last two axes are as large as a picture's. */
    boolean isPicture() {
        int rank = shape.length;
        return is("input") && rank >= 2 && shape[rank - 1] >= 12 && shape[rank - 2] >= 12;
    }
}
