package nabla.op;

import java.util.List;

/**
 * Sums of products of two inputs: matrix products and convolutions. For each element of the output and each value of
 * the reduced coordinates it says which element of either input takes part.
 */
public abstract sealed class ContractOp implements Op permits Matmul, Convolution {

    /** The extents of the coordinates that are summed over. */
    public abstract int[] reduced(Node node);

    /** The coordinates in the first input. */
    public abstract <I> List<I> first(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic);

    /** The coordinates in the second input. */
    public abstract <I> List<I> second(List<I> at, List<I> reduced, Node node, Coordinates<I> arithmetic);
}
