package nabla.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;

/** What Adam and AdamW share: the running means of gradients and of their squares, and the step that follows from them. */
final class Moments {
    private Moments() {}

    static void check(double lr, double beta1, double beta2, double eps, double weightDecay) {
        Checks.learningRate(lr);
        Checks.epsilon(eps);
        Checks.beta(0, beta1);
        Checks.beta(1, beta2);
        Checks.weightDecay(weightDecay);
    }

    static Map<String, Object> byName(
            double lr, double beta1, double beta2, double eps, double weightDecay, boolean amsgrad, boolean maximize) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("lr", lr);
        named.put("betas", List.of(beta1, beta2));
        named.put("eps", eps);
        named.put("weight_decay", weightDecay);
        named.put("amsgrad", amsgrad);
        named.put("maximize", maximize);
        return named;
    }

    /** Takes the gradients into the means; returns what is to be subtracted from the parameters. */
    static Node step(Update update, Node gradients) {
        update.count();
        double beta1 = update.betas()[0];
        double beta2 = update.betas()[1];
        double lr = update.number("lr");
        Node mean = update.average("exp_avg", gradients, beta1);
        Node square = update.average("exp_avg_sq", Ops.map(Maps.SQUARE, gradients), beta2);
        if (update.flag("amsgrad")) {
            String greatest = "max_exp_avg_sq";
            square = update.keep(greatest, Ops.map(Maps.MAXIMUM, update.state(greatest), square));
        }
        Node stepSize = update.bySteps(steps -> lr / (1 - Math.pow(beta1, steps)));
        Node correction = update.bySteps(steps -> Math.sqrt(1 - Math.pow(beta2, steps)));
        Node root =
                Update.add(Update.div(Ops.map(Maps.SQRT, square), correction), update.constant(update.number("eps")));
        return Update.mul(stepSize, Update.div(mean, root));
    }
}
