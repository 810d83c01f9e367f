package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows turned round: [N, C, positions, positions, kernel rows, kernel columns] as [N, C, H, W, kernel rows, kernel
 * columns], where each element of the picture finds what each element of the kernel saw of it, and 0 where it saw nothing.
 */
public final class Fold extends ViewOp {
    private final Window window;
    private final Shape picture;

    Fold(Window window, Shape picture) {
        super("fold", window.hashCode() * 31 + picture.hashCode());
        this.window = window;
        this.picture = picture;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        Shape windows = node.input(0).shape();
        return List.of(
                at.get(0),
                at.get(1),
                window.positionOfRow(at.get(2), at.get(4), windows.get(2), arithmetic),
                window.positionOfColumn(at.get(3), at.get(5), windows.get(3), arithmetic),
                at.get(4),
                at.get(5));
    }

    Shape shape() {
        return Shape.of(
                picture.get(0), picture.get(1), picture.get(2), picture.get(3), window.height(), window.width());
    }

    @Override
    public boolean reachesOutside() {
        return true;
    }

    @Override
    Node gradient(Node output, Node gradient) {
        throw new IllegalStateException("fold is made by gradients and has none of its own");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Fold that && window.equals(that.window) && picture.equals(that.picture);
    }
}
