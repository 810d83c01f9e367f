package nabla.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How {@link Adam} and {@link AdamW} step. They differ in their defaults and in what becomes of the weight decay.
 *
 * @param lr how far a step goes, about
 * @param beta1 how much of the mean gradient stays at each step, in [0, 1)
 * @param beta2 how much of the mean squared gradient stays, in [0, 1)
 * @param eps added to the root, so that nothing is divided by zero
 * @param weightDecay how strongly weights are pulled towards 0: Adam adds it times the weight to the gradient, AdamW takes
 *     it times the learning rate from the weight
 * @param amsgrad whether to divide by the greatest mean squared gradient so far
 * @param maximize whether to climb instead
 */
public record AdamOptions(
        double lr, double beta1, double beta2, double eps, double weightDecay, boolean amsgrad, boolean maximize)
        implements OptimizerOptions {

    /** Returns these options with another learning rate. */
    public AdamOptions lr(double value) {
        return new AdamOptions(value, beta1, beta2, eps, weightDecay, amsgrad, maximize);
    }

    /** Returns these options with other betas. */
    public AdamOptions betas(double first, double second) {
        return new AdamOptions(lr, first, second, eps, weightDecay, amsgrad, maximize);
    }

    /** Returns these options with another epsilon. */
    public AdamOptions eps(double value) {
        return new AdamOptions(lr, beta1, beta2, value, weightDecay, amsgrad, maximize);
    }

    /** Returns these options with another weight decay. */
    public AdamOptions weightDecay(double value) {
        return new AdamOptions(lr, beta1, beta2, eps, value, amsgrad, maximize);
    }

    /** Returns these options dividing by the greatest mean so far, or by the present one. */
    public AdamOptions amsgrad(boolean value) {
        return new AdamOptions(lr, beta1, beta2, eps, weightDecay, value, maximize);
    }

    /** Returns these options climbing or descending. */
    public AdamOptions maximize(boolean value) {
        return new AdamOptions(lr, beta1, beta2, eps, weightDecay, amsgrad, value);
    }

    @Override
    public void check() {
        Checks.learningRate(lr);
        Checks.epsilon(eps);
        Checks.beta(0, beta1);
        Checks.beta(1, beta2);
        Checks.weightDecay(weightDecay);
    }

    @Override
    public Map<String, Object> byName() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("lr", lr);
        named.put("betas", List.of(beta1, beta2));
        named.put("eps", eps);
        named.put("weight_decay", weightDecay);
        named.put("amsgrad", amsgrad);
        named.put("maximize", maximize);
        return named;
    }
}
