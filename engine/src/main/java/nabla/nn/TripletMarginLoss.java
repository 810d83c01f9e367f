package nabla.nn;

import nabla.Tensor;

/**
 * What the negative lacks to be further from the anchor than the positive by the margin.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.TripletMarginLoss.html">torch.nn.TripletMarginLoss</a>
 */
public final class TripletMarginLoss extends Loss {
    private final Options options;

    /** Makes a loss that averages, with PyTorch's defaults. */
    public TripletMarginLoss() {
        this(options());
    }

    /** Makes a loss of these options. */
    public TripletMarginLoss(Options options) {
        super(3);
        this.options = options;
    }

    /** Returns PyTorch's defaults, to be changed: {@code TripletMarginLoss.options().margin(0.5)}. */
    public static Options options() {
        return new Options(1, 2, 1e-6, false, Reduction.MEAN);
    }

    /** Returns the loss. Shapes: all [N, D]. */
    public Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return F.tripletMarginLoss(anchor, positive, negative, options);
    }

    @Override
    Tensor loss(Tensor[] inputs) {
        return forward(inputs[0], inputs[1], inputs[2]);
    }

    /**
     * What may be told.
     *
     * @param margin how much further it should be
     * @param p which norm the distance is
     * @param eps added to differences, so that no distance is 0
     * @param swap whether the negative's distance from the positive counts if it is shorter
     * @param reduction what becomes of the losses of single examples
     */
    public record Options(double margin, double p, double eps, boolean swap, Reduction reduction) {
        /** Returns these options with another {@code margin}. */
        public Options margin(double margin) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** Returns these options with another {@code p}. */
        public Options p(double p) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** Returns these options with another {@code eps}. */
        public Options eps(double eps) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** Returns these options with another {@code swap}. */
        public Options swap(boolean swap) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** Returns these options with another {@code reduction}. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, p, eps, swap, reduction);
        }
    }
}
