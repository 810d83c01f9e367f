package nabla.data;

import nabla.Tensor;

/**
 * Examples that a network sees together; their number N is the first axis of both tensors.
 *
 * @param x what the network sees, such as images [N, 1, 28, 28]
 * @param y what it should say, such as labels [N]
 */
public record Batch(Tensor x, Tensor y) {}
