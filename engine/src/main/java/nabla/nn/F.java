package nabla.nn;

/**
 * What layers and losses compute, as functions of tensors: PyTorch's {@code torch.nn.functional}. They come from the
 * classes that this one extends, one for each family: losses, activations, products, pooling, normalisation, attention.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/nn.functional.html">torch.nn.functional</a>
 */
public final class F extends AttentionFunctions {
    private F() {}
}
