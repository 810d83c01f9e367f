package nabla;

import java.util.Arrays;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Scope;
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
        checkTypes("matmul", a, b);
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

    static Node bmm(Node a, Node b) {
        checkRank("batch1", a);
        checkRank("batch2", b);
        checkTypes("bmm", a, b);
        int batch = a.shape().get(0);
        int inner = a.shape().get(2);
        if (b.shape().get(0) != batch || b.shape().get(1) != inner) {
            throw new ShapeException("Expected size for first two dimensions of batch2 tensor to be: [" + batch + ", "
                    + inner + "] but got: [" + b.shape().get(0) + ", "
                    + b.shape().get(1) + "].\n  bmm of " + a.shape()
                    + " and " + b.shape() + ". Hint: matmul broadcasts, bmm does not.");
        }
        return Ops.matmul(a, b);
    }

    private static void checkRank(String argument, Node matrices) {
        if (matrices.shape().rank() != 3) {
            throw new ShapeException(argument + " must be a 3D tensor\n  bmm: it is " + matrices.shape()
                    + ". Hint: unsqueeze(0) makes one matrix a row of one; matmul takes any number of axes.");
        }
    }

    private static void checkTypes(String operation, Node a, Node b) {
        if (a.type() != b.type()) {
            throw new IllegalArgumentException("expected scalar type "
                    + a.type().scalarName() + " but found " + b.type().scalarName()
                    + "\n  " + operation + " of " + a.shape() + " " + a.type() + " and " + b.shape() + " " + b.type()
                    + ". Hint: to(DType.FLOAT32) makes both of one type.");
        }
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
            Node product = Ops.matmul(flat, b);
            Shape shape = a.shape().with(a.shape().rank() - 1, columns);
            return Scope.within("unsafe_view", () -> Ops.reshape(product, shape));
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
