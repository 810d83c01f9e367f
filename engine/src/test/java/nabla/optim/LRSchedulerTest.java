package nabla.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import nabla.Tensor;
import nabla.runtime.Console;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Learning rates epoch by epoch, held against PyTorch 1.13 and the course's table. */
class LRSchedulerTest {
    private final List<String> printed = new ArrayList<>();
    private Consumer<String> before = line -> {};

    @BeforeEach
    void listen() {
        before = Console.setSink(printed::add);
    }

    @AfterEach
    void stopListening() {
        Console.setSink(before);
    }

    private static SGD sgd() {
        return new SGD(List.of(Tensor.zeros(1).requiresGrad_()), SGD.options(1).momentum(0.9));
    }

    private static double[] rates(int epochs, Function<Optimizer, LRScheduler> make) {
        SGD optimizer = sgd();
        LRScheduler scheduler = make.apply(optimizer);
        double[] rates = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            rates[epoch] = optimizer.paramGroups().get(0).lr();
            assertThat(scheduler.getLastLr()).containsExactly(rates[epoch]);
            assertThat(scheduler.lastEpoch()).isEqualTo(epoch);
            optimizer.step();
            scheduler.step();
        }
        return rates;
    }

    private static void assertRates(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, within(1e-6));
    }

    @Test
    void schedulesOfTheCourse() {
        assertRates(rates(8, o -> new StepLR(o, 2)), 1, 1, .1, .1, .01, .01, .001, .001);
        assertRates(rates(8, o -> new MultiStepLR(o, 2, 5)), 1, 1, .1, .1, .1, .01, .01, .01);
        assertRates(rates(8, o -> new ExponentialLR(o, .5)), 1, .5, .25, .125, .0625, .03125, .015625, .0078125);
        assertRates(rates(8, o -> new CosineAnnealingLR(o, 4)), 1, .853553, .5, .146447, 0, .146447, .5, .853553);
        assertRates(
                rates(8, o -> new LambdaLR(o, epoch -> Math.pow(.95, epoch))),
                1,
                .95,
                .9025,
                .857375,
                .814506,
                .773781,
                .735092,
                .698337);
    }

    @Test
    void plateausOfTheCourse() {
        SGD optimizer = sgd();
        ReduceLROnPlateau patient =
                new ReduceLROnPlateau(optimizer, ReduceLROnPlateau.options().patience(2));
        List<Double> rates = new ArrayList<>();
        for (double metric : new double[] {1, .9, .9, .9, .9, .9, .9, .9}) {
            rates.add(optimizer.paramGroups().get(0).lr());
            patient.step(Tensor.scalar(metric));
        }
        assertThat(rates).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, .1, .1, .1);

        SGD other = sgd();
        ReduceLROnPlateau cooling = new ReduceLROnPlateau(
                other, ReduceLROnPlateau.options().patience(1).cooldown(2).minLr(.005));
        double[] seen = new double[12];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = other.paramGroups().get(0).lr();
            cooling.step(1);
        }
        assertRates(seen, 1, 1, 1, .1, .1, .1, .1, .01, .01, .01, .01, .005);
        assertThat(cooling.getLastLr())
                .containsExactly(other.paramGroups().get(0).lr());
    }

    @Test
    void furtherSchedulesOfPyTorch() {
        assertRates(rates(6, o -> new ConstantLR(o, .5, 3)), .5, .5, .5, 1, 1, 1);
        assertRates(rates(6, o -> new MultiStepLR(o, new int[] {2, 2, 4}, .5)), 1, 1, .25, .25, .125, .125);
    }

    @Test
    void oneCycleMovesTheMomentumToo() {
        SGD optimizer = sgd();
        LRScheduler scheduler = new OneCycleLR(
                optimizer,
                OneCycleLR.options(2, 10)
                        .pctStart(.4)
                        .annealStrategy(OneCycleLR.Anneal.LINEAR)
                        .threePhase(true)
                        .divFactors(4, 10));
        double[] rates = new double[10];
        double[] momenta = new double[10];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = optimizer.paramGroups().get(0).lr();
            momenta[i] = optimizer.paramGroups().get(0).number("momentum");
            scheduler.step();
        }
        assertRates(rates, .5, 1, 1.5, 2, 1.5, 1, .5, .35, .2, .05);
        assertRates(momenta, .95, .916667, .883333, .85, .883333, .916667, .95, .95, .95, .95);
        assertThatThrownBy(scheduler::step)
                .hasMessageStartingWith("Tried to step 12 times. The specified number of total steps is 10\n  Hint: ");

        Adam adam = new Adam(List.of(Tensor.zeros(1).requiresGrad_()), 1);
        LRScheduler cosine = new OneCycleLR(adam, 1, 8);
        double[] betas = new double[8];
        for (int i = 0; i < betas.length; i++) {
            rates[i] = adam.paramGroups().get(0).lr();
            betas[i] = adam.paramGroups().get(0).betas()[0];
            cosine.step();
        }
        assertRates(Arrays.copyOf(rates, 8), .04, .819275, .971942, .811746, .555984, .283061, .076642, .000004);
        assertRates(betas, .95, .868826, .852806, .868826, .894402, .921694, .942336, .95);
    }

    @Test
    void warmRestartsWithinAnEpoch() {
        SGD optimizer = sgd();
        CosineAnnealingWarmRestarts scheduler = new CosineAnnealingWarmRestarts(optimizer, 4, 2, 0, true);
        double[] moments = {0, .5, 3.9, 4, 5.25, 12, 13};
        double[] rates = new double[moments.length];
        for (int i = 0; i < moments.length; i++) {
            scheduler.step(moments[i]);
            rates[i] = optimizer.paramGroups().get(0).lr();
        }
        assertRates(rates, 1, .96194, .001541, 1, .940961, 1, .990393);
        scheduler.step();
        assertThat(optimizer.paramGroups().get(0).lr()).isEqualTo(.96194, within(1e-6));
        assertThat(scheduler.stateDict()).containsEntry("T_cur", 2.0).containsEntry("T_i", 16.0);
        assertThat(printed)
                .containsExactly(
                        "Epoch 00000: adjusting learning rate of group 0 to 1.0000e+00.",
                        "Epoch 00000: adjusting learning rate of group 0 to 1.0000e+00.",
                        "Epoch 0.50: adjusting learning rate of group 0 to 9.6194e-01.",
                        "Epoch 3.90: adjusting learning rate of group 0 to 1.5413e-03.",
                        "Epoch 00004: adjusting learning rate of group 0 to 1.0000e+00.",
                        "Epoch 5.25: adjusting learning rate of group 0 to 9.4096e-01.",
                        "Epoch 00012: adjusting learning rate of group 0 to 1.0000e+00.",
                        "Epoch 00013: adjusting learning rate of group 0 to 9.9039e-01.",
                        "Epoch 00014: adjusting learning rate of group 0 to 9.6194e-01.");
    }

    @Test
    void verbosePrintsWhatPyTorchPrints() {
        SGD optimizer = sgd();
        LRScheduler scheduler = new StepLR(optimizer, 2, 0.1, true);
        optimizer.step();
        scheduler.step();
        scheduler.step();
        ReduceLROnPlateau plateau = new ReduceLROnPlateau(
                sgd(), ReduceLROnPlateau.options().patience(0).factor(.5).verbose(true));
        Stream.of(1.0, 1.0, 2.0).forEach(plateau::step);
        assertThat(printed)
                .containsExactly(
                        "Adjusting learning rate of group 0 to 1.0000e+00.",
                        "Adjusting learning rate of group 0 to 1.0000e+00.",
                        "Adjusting learning rate of group 0 to 1.0000e-01.",
                        "Epoch 00002: reducing learning rate of group 0 to 5.0000e-01.",
                        "Epoch 00003: reducing learning rate of group 0 to 2.5000e-01.");
    }

    @Test
    void theWrongOrderIsWarnedOf() {
        LRScheduler scheduler = new ExponentialLR(sgd(), .5);
        scheduler.step();
        scheduler.step();
        assertThat(printed).hasSize(1);
        assertThat(printed.get(0))
                .startsWith("UserWarning: Detected call of `lr_scheduler.step()` before `optimizer.step()`. ");
    }

    @Test
    void everyGroupHasItsOwnRate() {
        Adam adam = new Adam(
                new ParameterGroup(List.of(Tensor.zeros(1).requiresGrad_()), Adam.options(1)),
                new ParameterGroup(List.of(Tensor.zeros(1).requiresGrad_()), Adam.options(10)));
        LRScheduler scheduler = new LambdaLR(adam, List.of(epoch -> 1, epoch -> epoch), false);
        adam.step();
        scheduler.step();
        scheduler.step();
        assertThat(scheduler.getLastLr()).containsExactly(1.0, 20.0);
        assertThat(adam.toString()).contains("\n    initial_lr: 10\n    lr: 20\n");
        assertThatThrownBy(() -> new LambdaLR(adam, List.of(epoch -> 1), false))
                .hasMessageStartingWith("Expected 2 lr_lambdas, but got 1\n");
    }

    @Test
    void schedulesGoOnWhereTheyStood() {
        SGD optimizer = sgd();
        LRScheduler scheduler = new CosineAnnealingWarmRestarts(optimizer, 3, 2, 0);
        ReduceLROnPlateau plateau = new ReduceLROnPlateau(
                optimizer, ReduceLROnPlateau.options().patience(1).factor(.5));
        for (int epoch = 0; epoch < 4; epoch++) {
            scheduler.step();
        }
        plateau.step(1);
        plateau.step(1);

        SGD again = sgd();
        LRScheduler resumed = new CosineAnnealingWarmRestarts(again, 3, 2, 0);
        ReduceLROnPlateau resumedPlateau = new ReduceLROnPlateau(
                again, ReduceLROnPlateau.options().patience(1).factor(.5));
        again.loadStateDict(optimizer.stateDict());
        resumed.loadStateDict(scheduler.stateDict());
        resumedPlateau.loadStateDict(plateau.stateDict());
        assertThat(resumed.getLastLr()).isEqualTo(scheduler.getLastLr());
        for (int epoch = 0; epoch < 6; epoch++) {
            scheduler.step();
            resumed.step();
            assertThat(resumed.getLastLr()).isEqualTo(scheduler.getLastLr());
        }
        plateau.step(1);
        resumedPlateau.step(1);
        assertThat(resumedPlateau.getLastLr()).isEqualTo(plateau.getLastLr());
        assertThatThrownBy(() -> resumed.loadStateDict(Map.of("best", 1)))
                .hasMessageStartingWith("the state of the scheduler has no \"T_cur\", only [best].\n  Hint: ");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new StepLR(sgd(), 0))
                .hasMessageStartingWith("StepLR: stepSize is 0, but must be at least 1.\n  Hint: ");
        assertThatThrownBy(() -> new ConstantLR(sgd(), 2, 3))
                .hasMessageStartingWith("Constant multiplicative factor expected to be between 0 and 1.\n  Hint: ");
        assertThatThrownBy(() -> new LinearLR(sgd(), 0, 1, 3))
                .hasMessageStartingWith("Starting multiplicative factor expected to be between 0 and 1.\n  Hint: ");
        assertThatThrownBy(() -> new LinearLR(sgd(), 1, 2, 3))
                .hasMessageStartingWith("Ending multiplicative factor expected to be between 0 and 1.\n  Hint: ");
        assertThatThrownBy(() -> new CosineAnnealingWarmRestarts(sgd(), 0))
                .hasMessageStartingWith("Expected positive integer T_0, but got 0\n  Hint: ");
        assertThatThrownBy(() -> new CosineAnnealingWarmRestarts(sgd(), 1, 0, 0))
                .hasMessageStartingWith("Expected integer T_mult >= 1, but got 0\n  Hint: ");
        assertThatThrownBy(() -> new CosineAnnealingWarmRestarts(sgd(), 1).step(-1))
                .hasMessageStartingWith("Expected non-negative epoch, but got -1\n  Hint: ");
        assertThatThrownBy(() -> new OneCycleLR(sgd(), 1, 0))
                .hasMessageStartingWith("Expected positive integer total_steps, but got 0\n  Hint: ");
        assertThatThrownBy(() -> new OneCycleLR(sgd(), OneCycleLR.options(1, 10).pctStart(2)))
                .hasMessageStartingWith("Expected float between 0 and 1 pct_start, but got 2\n  Hint: ");
        assertThatThrownBy(() -> new OneCycleLR(sgd(), OneCycleLR.options(1, 10).pctStart(.1)))
                .hasMessageStartingWith("OneCycleLR: of 10 steps, a share of 0.1 leaves a phase without any.\n");
        Adagrad adagrad = new Adagrad(List.of(Tensor.zeros(1).requiresGrad_()));
        assertThatThrownBy(() -> new OneCycleLR(adagrad, 1, 10))
                .hasMessageStartingWith("optimizer must support momentum with `cycle_momentum` option enabled\n");
        assertThatThrownBy(() ->
                        new ReduceLROnPlateau(sgd(), ReduceLROnPlateau.options().factor(1)))
                .hasMessageStartingWith("Factor should be < 1.0.\n  Hint: ");
    }
}
