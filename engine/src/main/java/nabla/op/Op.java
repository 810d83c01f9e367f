package nabla.op;

import org.jspecify.annotations.Nullable;

/**
 * What an operation is: pure data with structural equality, since it is part of a plan's key. Operations that need no
 * parameters are single objects; the others compare by value and keep their hash.
 */
public sealed interface Op permits MapOp, ReduceOp, ViewOp, ContractOp, GatherOp, ConcatOp, LeafOp {
    /** PyTorch's name of the operation, such as {@code mul}. */
    String name();

    /**
     * The gradients of the loss with respect to each input, made of other operations.
     *
     * @param output a node of this operation
     * @param gradient of the loss with respect to that node, of its shape
     * @return one node an input; null where no gradient flows
     */
    @Nullable
    Node[] gradients(Node output, Node gradient);
}
