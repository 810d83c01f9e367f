package nabla.tests.checks;

import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.io.Decimals;
import nabla.nn.Conv2d;
import nabla.nn.F;
import nabla.nn.Flatten;
import nabla.nn.Linear;
import nabla.nn.MaxPool2d;
import nabla.nn.ReLU;
import nabla.nn.Sequential;
import nabla.op.DType;
import nabla.optim.SGD;
import nabla.optim.StepLR;
import nabla.runtime.Device;
import nabla.web.js.Clock;
import nabla.web.js.Promises;

/** The suite of the course's biggest network: 47.8 million parameters learn one batch of 32 pictures of 224 by 224. */
final class BigNetwork {
    private static final int BATCH = 32;

    /** What PyTorch 1.13 prints for these steps with seed 0. */
    private static final double[] LOSSES = {4.5506, 4.1443, 3.5007, 2.4743, 1.1484, .1813, .0112, .0005, 0, 0};

    private BigNetwork() {}

    /** Trains ten steps and reports whether the losses are PyTorch's, or why it could not. */
    static void run(Backend backend) {
        Device.setStandard(new Device(backend));
        String problem = "";
        try {
            train();
        } catch (AssertionError | RuntimeException e) {
            problem = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        Program.report("the big network learns as PyTorch's does", problem, false);
    }

    private static void train() {
        Nabla.manualSeed(0);
        Sequential network = new Sequential(
                new Conv2d(3, 32, 3),
                new ReLU(),
                new MaxPool2d(2),
                new Conv2d(32, 64, 3),
                new ReLU(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(64 * 54 * 54, 256),
                new ReLU(),
                new Linear(256, 128),
                new ReLU(),
                new Linear(128, 101));
        SGD optimizer =
                new SGD(network.parameters(), SGD.options(0.001).momentum(0.9).dampening(0.1));
        StepLR scheduler = new StepLR(optimizer, 50, 0.1);
        Tensor x = Tensor.randn(BATCH, 3, 224, 224);
        Tensor y = Tensor.ones(BATCH).to(DType.INT64);
        for (int step = 0; step < LOSSES.length; step++) {
            double start = Clock.now();
            optimizer.zeroGrad();
            Tensor loss = F.crossEntropy(network.call(x), y);
            loss.backward();
            optimizer.step();
            scheduler.step();
            double value = loss.item();
            Notes.say("Step " + step + ": loss " + Decimals.shortest(value) + ", " + Math.round(Clock.now() - start)
                    + " ms.");
            if (!(Math.abs(value - LOSSES[step]) <= 1e-4 + 1e-3 * LOSSES[step])) {
                throw new AssertionError("loss of step " + step + ": expected " + Decimals.shortest(LOSSES[step])
                        + ", got " + Decimals.shortest(value));
            }
            Promises.yieldToBrowser();
        }
    }
}
