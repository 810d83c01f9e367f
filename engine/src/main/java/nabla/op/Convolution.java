package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolution (correlation, as in PyTorch) and its two gradients, each a sum of products.
 *
 * <p>Picture [N, C, H, W], weight [O, C, kernel rows, kernel columns], output [N, O, positions down, positions right]; or,
 * with groups of channels that do not see each other, [N, G, C, H, W], [G, O, C, rows, columns], [N, G, O, down, right].
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html">torch conv2d</a>
 */
public final class Convolution extends ContractOp {
    /** Which of the three arrays is computed from the other two. */
    enum Part {
        /** From picture and weight. */
        OUTPUT("convolution"),
        /** The picture's gradient, from the output's gradient and the weight. */
        PICTURE("convolution_input_gradient"),
        /** The weight's gradient, from the output's gradient and the picture. */
        WEIGHT("convolution_weight_gradient");

        private final String label;

        Part(String label) {
            this.label = label;
        }
    }

    private final Part part;
    private final Window window;
    private final int hash;

    Convolution(Part part, Window window) {
        this.part = part;
        this.window = window;
        hash = window.hashCode() * 31 + part.ordinal() + 500;
    }

    @Override
    public String name() {
        return part.label;
    }

    @Override
    public int[] reduced(Node node) {
        Shape first = node.input(0).shape();
        Shape second = node.input(1).shape();
        return switch (part) {
            case OUTPUT -> new int[] {first.get(-3), window.height(), window.width()};
            case PICTURE -> new int[] {second.get(-4), window.height(), window.width()};
            case WEIGHT -> new int[] {first.get(0), first.get(-2), first.get(-1)};
        };
    }

    @Override
    public <I> List<I> first(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic) {
        Shape shape = node.input(0).shape();
        int rank = at.size();
        return switch (part) {
            case OUTPUT ->
                pictures(
                        at,
                        reduced.get(0),
                        window.row(at.get(rank - 2), reduced.get(1), shape.get(-2), arithmetic),
                        window.column(at.get(rank - 1), reduced.get(2), shape.get(-1), arithmetic));
            case PICTURE ->
                pictures(
                        at,
                        reduced.get(0),
                        window.positionOfRow(at.get(rank - 2), reduced.get(1), shape.get(-2), arithmetic),
                        window.positionOfColumn(at.get(rank - 1), reduced.get(2), shape.get(-1), arithmetic));
            case WEIGHT -> picturesOf(at, reduced.get(0), at.get(rank - 4), reduced.get(1), reduced.get(2));
        };
    }

    @Override
    public <I> List<I> second(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic) {
        Shape shape = node.input(1).shape();
        int rank = at.size();
        return switch (part) {
            case OUTPUT -> weights(at, at.get(rank - 3), reduced.get(0), reduced);
            case PICTURE -> weights(at, reduced.get(0), at.get(rank - 3), reduced);
            case WEIGHT ->
                picturesOf(
                        at,
                        reduced.get(0),
                        at.get(rank - 3),
                        window.row(reduced.get(1), at.get(rank - 2), shape.get(-2), arithmetic),
                        window.column(reduced.get(2), at.get(rank - 1), shape.get(-1), arithmetic));
        };
    }

    /** Coordinates of a picture or an output, given coordinates of another: sample and group are the same. */
    private static <I> List<I> pictures(List<I> at, I channel, I row, I column) {
        return at.size() == 5
                ? List.of(at.get(0), at.get(1), channel, row, column)
                : List.of(at.get(0), channel, row, column);
    }

    /** Coordinates of a picture or an output, given coordinates of a weight: the group is the same. */
    private static <I> List<I> picturesOf(List<I> at, I sample, I channel, I row, I column) {
        return at.size() == 5
                ? List.of(sample, at.get(0), channel, row, column)
                : List.of(sample, channel, row, column);
    }

    /** Coordinates of a weight, given coordinates of a picture or an output: the group is the same. */
    private static <I> List<I> weights(List<I> at, I out, I in, List<I> reduced) {
        return at.size() == 5
                ? List.of(at.get(1), out, in, reduced.get(1), reduced.get(2))
                : List.of(out, in, reduced.get(1), reduced.get(2));
    }

    /** Each of the three is linear in the other two, so the gradients of one are the other two. */
    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        Node a = output.input(0);
        Node b = output.input(1);
        Node first = switch (part) {
            case OUTPUT -> made(Part.PICTURE, a, gradient, b);
            case PICTURE -> made(Part.OUTPUT, a, gradient, b);
            case WEIGHT -> made(Part.OUTPUT, a, b, gradient);
        };
        Node second = switch (part) {
            case OUTPUT -> made(Part.WEIGHT, b, gradient, a);
            case PICTURE -> made(Part.WEIGHT, b, a, gradient);
            case WEIGHT -> made(Part.PICTURE, b, a, gradient);
        };
        return new Node[] {first, second};
    }

    private @Nullable Node made(Part wanted, Node like, Node first, Node second) {
        return like.requiresGrad()
                ? Node.of(new Convolution(wanted, window), like.shape(), like.type(), first, second)
                : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Convolution that && part == that.part && window.equals(that.window);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name();
    }
}
