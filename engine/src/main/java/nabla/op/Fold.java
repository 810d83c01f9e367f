package nabla.op;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows turned round: [N, C, positions, positions, kernel rows, kernel columns] as [N, C, H, W, kernel rows, kernel
 * columns], where each element of the picture finds what each element of the kernel saw of it, and 0 where it saw nothing;
 * or back.
 */
public final class Fold extends ViewOp {
    private final Window window;
    private final Shape windows;
    private final Shape picture;
    private final boolean isBack;

    /**
     * @param windows the shape by positions
     * @param picture the shape by the picture's elements, of the same kernel extents
     * @param isBack whether the result is by positions
     */
    Fold(Window window, Shape windows, Shape picture, boolean isBack) {
        super("fold", (window.hashCode() * 31 + picture.hashCode()) * 31 + windows.hashCode() + (isBack ? 1 : 0));
        this.window = window;
        this.windows = windows;
        this.picture = picture;
        this.isBack = isBack;
    }

    @Override
    public <I> List<I> source(List<I> at, Node node, Coordinates<I> arithmetic) {
        I row = isBack
                ? window.row(at.get(2), at.get(4), picture.get(2), arithmetic)
                : window.positionOfRow(at.get(2), at.get(4), windows.get(2), arithmetic);
        I column = isBack
                ? window.column(at.get(3), at.get(5), picture.get(3), arithmetic)
                : window.positionOfColumn(at.get(3), at.get(5), windows.get(3), arithmetic);
        return List.of(at.get(0), at.get(1), row, column, at.get(4), at.get(5));
    }

    Shape shape() {
        return isBack ? windows : picture;
    }

    @Override
    public boolean reachesOutside() {
        return true;
    }

    @Override
    Node gradient(Node output, Node gradient) {
        Fold op = new Fold(window, windows, picture, !isBack);
        return Node.of(op, op.shape(), gradient.type(), gradient);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Fold that
                        && isBack == that.isBack
                        && window.equals(that.window)
                        && windows.equals(that.windows)
                        && picture.equals(that.picture);
    }
}
