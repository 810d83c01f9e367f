package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two-dimensional convolution (correlation, as in PyTorch) and its two gradients, each a sum of products.
 *
 * <p>Picture [N, C, H, W], weight [O, C, kernel rows, kernel columns], output [N, O, positions down, positions right].
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

    Shape outputShape(Shape picture, Shape weight) {
        return Shape.of(
                picture.get(0), weight.get(0), window.outputHeight(picture.get(2)), window.outputWidth(picture.get(3)));
    }

    @Override
    public int[] reduced(Node node) {
        Shape first = node.input(0).shape();
        Shape second = node.input(1).shape();
        return switch (part) {
            case OUTPUT -> new int[] {first.get(1), window.height(), window.width()};
            case PICTURE -> new int[] {second.get(0), window.height(), window.width()};
            case WEIGHT -> new int[] {first.get(0), first.get(2), first.get(3)};
        };
    }

    @Override
    public <I> List<I> first(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic) {
        Shape shape = node.input(0).shape();
        return switch (part) {
            case OUTPUT ->
                List.of(
                        at.get(0),
                        reduced.get(0),
                        window.row(at.get(2), reduced.get(1), shape.get(2), arithmetic),
                        window.column(at.get(3), reduced.get(2), shape.get(3), arithmetic));
            case PICTURE ->
                List.of(
                        at.get(0),
                        reduced.get(0),
                        window.positionOfRow(at.get(2), reduced.get(1), shape.get(2), arithmetic),
                        window.positionOfColumn(at.get(3), reduced.get(2), shape.get(3), arithmetic));
            case WEIGHT -> List.of(reduced.get(0), at.get(0), reduced.get(1), reduced.get(2));
        };
    }

    @Override
    public <I> List<I> second(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic) {
        Shape shape = node.input(1).shape();
        return switch (part) {
            case OUTPUT -> List.of(at.get(1), reduced.get(0), reduced.get(1), reduced.get(2));
            case PICTURE -> List.of(reduced.get(0), at.get(1), reduced.get(1), reduced.get(2));
            case WEIGHT ->
                List.of(
                        reduced.get(0),
                        at.get(1),
                        window.row(reduced.get(1), at.get(2), shape.get(2), arithmetic),
                        window.column(reduced.get(2), at.get(3), shape.get(3), arithmetic));
        };
    }

    @Override
    public @Nullable Node[] gradients(Node output, Node gradient) {
        if (part != Part.OUTPUT) {
            throw new IllegalStateException("no gradient of a convolution's gradient");
        }
        Node picture = output.input(0);
        Node weight = output.input(1);
        return new Node[] {
            picture.requiresGrad()
                    ? Node.of(new Convolution(Part.PICTURE, window), picture.shape(), picture.type(), gradient, weight)
                    : null,
            weight.requiresGrad()
                    ? Node.of(new Convolution(Part.WEIGHT, window), weight.shape(), weight.type(), gradient, picture)
                    : null
        };
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
