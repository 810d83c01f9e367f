package nabla.board;

import java.util.List;

/**
 * What was measured at one iteration.
 *
 * @param iteration counted from 0
 * @param layers in the network's order
 */
public record Reading(int iteration, List<LayerReading> layers) {
    /** The norm of all gradients together. */
    public double gradientNorm() {
        double squares = 0;
        for (LayerReading layer : layers) {
            squares += layer.gradientNorm() * layer.gradientNorm() + layer.biasNorm() * layer.biasNorm();
        }
        return Math.sqrt(squares);
    }

    LayerReading last() {
        return layers.get(layers.size() - 1);
    }
}
