package nabla.web.stepper;

import org.jspecify.annotations.Nullable;

/**
 * What the learner is asked before a step is revealed.
 *
 * @param right which of the options is true
 */
record Question(String text, String[] options, int right) {

    /** A question on what the step makes: a sign, a size or a shape in turn; null if it makes nothing. */
    static @Nullable Question of(Trace trace, Step step) {
        int main = trace.mainOutput(step);
        if (main < 0) {
            return null;
        }
        TensorInfo tensor = trace.tensor(main);
        String name = tensor.name();
        int draw = scattered(step.index() * 31 + trace.iteration());
        return switch (draw % 3) {
            case 0 ->
                tensor.shape().length < 2 ? sign(trace, tensor, name, draw) : shape(trace, step, tensor, name, draw);
            case 1 -> tensor.norm() > 0 ? size(tensor, name, draw) : sign(trace, tensor, name, draw);
            default -> sign(trace, tensor, name, draw);
        };
    }

    private static Question sign(Trace trace, TensorInfo tensor, String name, int draw) {
        double[] cells = trace.cells(tensor);
        int cell = draw / 3 % cells.length;
        double value = cells[cell];
        String where = tensor.shape().length == 0 || trace.isPartial(tensor)
                ? ""
                : "[" + Shapes.joined(Shapes.place(cell, tensor.shape()), ", ") + "]";
        return new Question(
                Language.say("Which sign has {0}?", name + where),
                new String[] {Language.say("+ positive"), Language.say("0 zero"), Language.say("− negative")},
                value > 0 ? 0 : value < 0 ? 2 : 1);
    }

    private static Question size(TensorInfo tensor, String name, int draw) {
        int right = draw / 3 % 3;
        String[] options = new String[3];
        for (int i = 0; i < 3; i++) {
            options[i] = Language.say("about {0}", Digits.exact(tensor.norm() * Math.pow(10, i - right), 1));
        }
        return new Question(Language.say("How large is the norm of {0}?", name), options, right);
    }

    private static Question shape(Trace trace, Step step, TensorInfo tensor, String name, int draw) {
        int[] shape = tensor.shape();
        int[] turned = new int[shape.length];
        int[] other = shape.clone();
        for (int i = 0; i < shape.length; i++) {
            turned[i] = shape[shape.length - 1 - i];
        }
        other[shape.length - 1] = neighbour(trace, step, shape);
        if (Shapes.text(turned).equals(Shapes.text(shape))) {
            turned[0] = 2 * turned[0];
        }
        if (Shapes.text(other).equals(Shapes.text(turned))) {
            other[0] = other[0] + 1;
        }
        String[] wrong = {Shapes.text(turned), Shapes.text(other)};
        int right = draw / 3 % 3;
        String[] options = new String[3];
        int next = 0;
        for (int i = 0; i < 3; i++) {
            options[i] = i == right ? Shapes.text(shape) : wrong[next++];
        }
        return new Question(Language.say("Which shape has {0}?", name), options, right);
    }

    /** The length of an axis near by that is not the shape's own last. */
    private static int neighbour(Trace trace, Step step, int[] shape) {
        int last = shape[shape.length - 1];
        for (int input : step.inputs()) {
            for (int length : trace.tensor(input).shape()) {
                if (length != last) {
                    return length;
                }
            }
        }
        return last + 1;
    }

    private static int scattered(int seed) {
        int mixed = (seed + 1) * 0x9E3779B1;
        mixed ^= mixed >>> 15;
        mixed *= 0x85EBCA6B;
        return (mixed ^ mixed >>> 13) & 0x7FFFFFFF;
    }
}
