package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** [N, C, H, W] as [N, C, positions down, positions right, kernel rows, kernel columns]: what a sliding kernel sees. */
public final class Windows extends ViewOp {
    private final Window window;
    private final double outside;

    Windows(Window window, double outside) {
        super("unfold", window.hashCode() * 31 + Double.hashCode(outside));
        this.window = window;
        this.outside = outside;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        Shape picture = node.input(0).shape();
        return List.of(
                at.get(0),
                at.get(1),
                window.row(at.get(2), at.get(4), picture.get(2), arithmetic),
                window.column(at.get(3), at.get(5), picture.get(3), arithmetic));
    }

    Shape shape(Shape picture) {
        return Shape.of(
                picture.get(0),
                picture.get(1),
                window.outputHeight(picture.get(2)),
                window.outputWidth(picture.get(3)),
                window.height(),
                window.width());
    }

    @Override
    public double outside() {
        return outside;
    }

    @Override
    public boolean reachesOutside() {
        return window.isPadded();
    }

    @Override
    public boolean readsOnce() {
        return !window.overlaps();
    }

    @Override
    Node gradient(Node output, Node gradient) {
        return Ops.reduce(
                ReduceOp.Kind.SUM, Ops.fold(gradient, window, output.input(0).shape()), 4, 5);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Windows that && window.equals(that.window) && outside == that.outside;
    }
}
