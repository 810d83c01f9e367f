package nabla;

import nabla.op.DType;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/**
 * Which type two tensors meet in: the higher kind of bool, integer, float; a scalar yields to a tensor of its kind.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/tensor_attributes.html#type-promotion-doc">type promotion</a>
 */
final class Promotion {
    private Promotion() {}

    /** Both in the type in which they meet. */
    static Node[] same(Node a, Node b) {
        DType type = a.type() == b.type() ? a.type() : meeting(a, b);
        return new Node[] {to(a, type), to(b, type)};
    }

    static Node to(Node node, DType type) {
        return node.type() == type ? node : Ops.map(Maps.to(type), node);
    }

    /** A float32 value of an integer or truth value; a float as it is. */
    static Node toFloat(Node node) {
        return node.type().isFloat() ? node : to(node, DType.FLOAT32);
    }

    /** The type in which tensors of these types meet. */
    static DType meeting(DType a, DType b) {
        if (a == b) {
            return a;
        }
        if (kind(a) != kind(b)) {
            return kind(a) > kind(b) ? a : b;
        }
        return kind(a) == 2 ? DType.FLOAT64 : DType.INT64;
    }

    private static DType meeting(Node a, Node b) {
        int kindA = kind(a.type());
        int kindB = kind(b.type());
        if (kindA != kindB) {
            return kindA > kindB ? a.type() : b.type();
        }
        boolean scalarA = a.shape().rank() == 0 && b.shape().rank() > 0;
        boolean scalarB = b.shape().rank() == 0 && a.shape().rank() > 0;
        if (scalarA || scalarB) {
            return scalarA ? b.type() : a.type();
        }
        return meeting(a.type(), b.type());
    }

    private static int kind(DType type) {
        return switch (type) {
            case BOOL -> 0;
            case UINT8, INT64 -> 1;
            case FLOAT32, FLOAT64 -> 2;
        };
    }
}
