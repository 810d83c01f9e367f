package nabla;

import java.util.Arrays;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.op.ShapeException;

/** PyTorch's rules for the shapes of matrix products. */
final class Products {
    private Products() {}

    static Node matmul(Node a, Node b) {
        if (a.shape().rank() == 0 || b.shape().rank() == 0) {
            throw new ShapeException("matmul: both arguments to matmul need to be at least 1D, but they are "
                    + a.shape().rank() + "D and " + b.shape().rank() + "D");
        }
        if (a.type() != b.type()) {
            throw new IllegalArgumentException("expected scalar type "
                    + a.type().scalarName() + " but found " + b.type().scalarName()
                    + "\n  matmul of " + a.shape() + " " + a.type() + " and " + b.shape() + " " + b.type()
                    + ". Hint: to(DType.FLOAT32) makes both of one type.");
        }
        Node left = a.shape().rank() == 1 ? Ops.reshape(a, Shape.of(1, a.shape().get(0))) : a;
        Node right = b.shape().rank() == 1 ? Ops.reshape(b, Shape.of(b.shape().get(0), 1)) : b;
        Node product = matrices(left, right);
        Shape shape = product.shape();
        if (b.shape().rank() == 1) {
            shape = shape.without(shape.rank() - 1);
        }
        if (a.shape().rank() == 1) {
            shape = shape.without(shape.rank() - (b.shape().rank() == 1 ? 1 : 2));
        }
        return Ops.reshape(product, shape);
    }

    private static Node matrices(Node a, Node b) {
        int rows = a.shape().get(-2);
        int inner = a.shape().get(-1);
        int columns = b.shape().get(-1);
        if (inner != b.shape().get(-2)) {
            throw new ShapeException("mat1 and mat2 shapes cannot be multiplied (" + rows + "x" + inner + " and "
                    + b.shape().get(-2) + "x" + columns + ")");
        }
        if (a.shape().rank() == 2 && b.shape().rank() == 2) {
            return Ops.matmul(a, b);
        }
        if (b.shape().rank() == 2) {
            Node flat = Ops.reshape(a, Shape.of(a.shape().size() / Math.max(1, inner), inner));
            return Ops.reshape(Ops.matmul(flat, b), a.shape().with(a.shape().rank() - 1, columns));
        }
        Shape batch = Shape.broadcast("matmul", leading(a.shape()), leading(b.shape()));
        return Ops.matmul(Ops.expand(a, append(batch, rows, inner)), Ops.expand(b, append(batch, inner, columns)));
    }

    private static Shape leading(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    private static Shape append(Shape batch, int rows, int columns) {
        int[] extents = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        extents[batch.rank()] = rows;
        extents[batch.rank() + 1] = columns;
        return Shape.of(extents);
    }
}
