package nabla.board;

/**
 * What is wrong with a training, and what helps.
 *
 * @param kind which of the alarms it is
 * @param layer the layer that it is about; empty if it is about the whole network
 * @param iteration at which it was noticed, counted from 0; for {@link Kind#NOT_A_NUMBER} the one from which on to look
 *     for the operation that made the first
 * @param sentence what was seen, with layer, iteration and numbers
 */
public record Alarm(Kind kind, String layer, int iteration, String sentence) {
    /** The alarms that there are. */
    public enum Kind {
        VANISHING(
                "Vanishing gradient",
                "On its way back the gradient is multiplied by the slope and the weights of every layer. Where these are"
                        + " small (the sigmoid’s slope is at most 0.25), each layer leaves less of it.",
                "ReLU in place of sigmoid, weights drawn by Kaiming’s rule, or fewer layers."),
        EXPLODING(
                "Exploding gradient",
                "Every layer makes the numbers larger, forwards the values and backwards the gradients, until float32 has"
                        + " no number for them: the weights or the steps are too big.",
                "Smaller weights at the start (Kaiming’s rule), a smaller learning rate, or clipping the gradients."),
        NOT_A_NUMBER(
                "No number any more",
                "A value was too large for float32, or there was a division by 0 or the logarithm of 0. All that is computed"
                        + " from such a value is no number either.",
                "A smaller learning rate, smaller weights at the start, or clipping the gradients; something small added"
                        + " where a divisor or a logarithm can meet 0."),
        DEAD(
                "Dead ReLUs",
                "A ReLU whose input is negative gives 0 and lets no gradient through, so the weights before it are not"
                        + " changed: a neuron that is off for every picture stays off.",
                "Biases that start at 0, a smaller learning rate, or LeakyReLU, whose slope is never 0."),
        LEARNING_RATE(
                "Learning rate too high",
                "Each step goes in the right direction, but so far that it lands higher on the other side.",
                "Halve the learning rate, and again, until the loss falls."),
        ACCUMULATING(
                "Gradients add up",
                "backward() adds to the gradient that is there. Nobody cleared it after the last step, so this step goes"
                        + " by all batches so far, the old ones too.",
                "Call optimizer.zeroGrad() before each backward().");

        private final String title;
        private final String cause;
        private final String cure;

        Kind(String title, String cause, String cure) {
            this.title = title;
            this.cause = cause;
            this.cure = cure;
        }

        /** Its name as a person says it. */
        public String title() {
            return title;
        }

        /** Why it happens. */
        public String cause() {
            return cause;
        }

        /** What helps. */
        public String cure() {
            return cure;
        }
    }
}
