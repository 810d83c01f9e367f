package nabla.data;

import nabla.Tensor;

/**
 * One example of a dataset.
 *
 * @param x what the network sees
 * @param y what it should say
 */
public record Example(Tensor x, Tensor y) {}
