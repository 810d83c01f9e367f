package nabla.optim;

import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/** What Adam and AdamW share: the running means of gradients and of their squares, and the step that follows from them. */
final class Moments {
    private Moments() {}

    /** Takes the gradients into the means; returns what is to be subtracted from the parameters. */
    static Node step(Update update, Node gradients) {
        update.count();
        double[] betas = update.betas();
        double beta1 = betas[0];
        double beta2 = betas[1];
        double lr = update.number("lr");
        Node mean = update.average("exp_avg", gradients, beta1);
        Node square = update.average("exp_avg_sq", Ops.map(Maps.SQUARE, gradients), beta2);
        if (update.flag("amsgrad")) {
            String greatest = "max_exp_avg_sq";
            square = update.keep(greatest, Ops.map(Maps.MAXIMUM, update.state(greatest), square));
        }
        Node stepSize = update.bySteps(steps -> lr / (1 - Math.pow(beta1, steps)));
        // A factor, since a division takes a processor as long as the rest of the step.
        Node correction = update.bySteps(steps -> 1 / Math.sqrt(1 - Math.pow(beta2, steps)));
        Node root =
                Update.add(Update.mul(Ops.map(Maps.SQRT, square), correction), update.constant(update.number("eps")));
        return Update.mul(stepSize, Update.div(mean, root));
    }
}
