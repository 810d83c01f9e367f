package nabla.lessons.bench;

import nabla.Tensor;
import nabla.nn.Module;

/** Gives every network the same start, whatever library it is made with. */
final class Weights {
    private Weights() {}

    /**
     * Fills each layer's weight [out, in, ...] and then its bias [out] with uniform numbers in ±1/√fanIn, where fanIn is how
     * many inputs an output is made of.
     */
    static void fill(Module network) {
        Mulberry32 random = new Mulberry32(2);
        double bound = 0;
        for (Tensor parameter : network.parameters()) {
            if (parameter.dim() > 1) {
                bound = 1 / Math.sqrt(parameter.numel() / parameter.size(0));
            }
            float[] values = random.centred(parameter.numel(), bound);
            parameter.setData(Tensor.tensor(values, parameter.shape().toArray()));
        }
    }
}
