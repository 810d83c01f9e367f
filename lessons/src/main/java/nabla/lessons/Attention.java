package nabla.lessons;

import java.util.ArrayList;
import nabla.Nabla;
import nabla.Tensor;
import nabla.data.*;
import nabla.io.Decimals;
import nabla.lab.*;
import nabla.nn.*;
import nabla.nn.Module;
import nabla.op.DType;
import nabla.optim.Adam;
import nabla.random.NumpyRandom;

/** Learns to look things up: of five letters with a digit each, which digit belongs to the letter asked for? */
public final class Attention {
    private static final String LETTERS = "abcdefgh";
    private static final int PAIRS = 5;

    /** A row of the input says which letter and which digit it is, with a one for each. */
    private static final int WIDTH = LETTERS.length() + 10;

    /** One head of attention: the question is compared with every pair, and the pairs that fit answer it. */
    static final class LookUp extends Module {
        private final Linear query = register("query", new Linear(WIDTH, 16));
        private final Linear key = register("key", new Linear(WIDTH, 16));
        private final Linear value = register("value", new Linear(WIDTH, 16));
        private final Linear out = register("out", new Linear(16, 10));

        @Override
        public Tensor forward(Tensor x) {
            var values = value.call(x).narrow(1, 0, PAIRS);
            return out.call(weights(x).bmm(values).squeeze(1));
        }

        /** How much each pair counts for the answer: [N, 1, 5], positive, with sum 1. */
        Tensor weights(Tensor x) {
            var question = query.call(x.select(1, PAIRS)).unsqueeze(1);
            var keys = key.call(x).narrow(1, 0, PAIRS);
            return question.bmm(keys.transpose(1, 2)).div(4).softmax(2);
        }
    }

    public static void run(Lab lab) {
        Nabla.manualSeed((long) lab.number("seed", 0));
        var random = new NumpyRandom((long) lab.number("seed", 0));
        var train = examples(random, 2000);
        var test = examples(random, 500);
        var loader = new DataLoader(train, lab.integer("batchSize", 50), true);

        var network = new LookUp();
        lab.network(network);

        var optimizer = new Adam(network.parameters(), lab.number("learningRate", 0.01));
        var epochs = lab.integer("epochs", 8);
        lab.plan(epochs, epochs * loader.length());

        for (var epoch = 1; epoch <= epochs; epoch++) {
            for (var batch : loader) {
                optimizer.zeroGrad();
                var output = network.call(batch.x());
                var loss = F.crossEntropy(output, batch.y());
                loss.backward();
                optimizer.step();
                lab.log("loss", loss);
                lab.log(
                        "right",
                        output.argmax(1).eq(batch.y()).to(DType.FLOAT32).mean());
            }
            var accuracy = Evaluation.of(network, test).accuracy();
            lab.print("epoch " + epoch + ", accuracy " + Decimals.fixed(accuracy, 3));
            for (var i = 1; i <= 6; i++) {
                show(lab, network, i, test.get(i).x());
            }
        }
    }

    /** Draws five different letters, a digit for each, and which of the letters is asked for. */
    private static TensorDataset examples(NumpyRandom random, int count) {
        var x = new float[count * (PAIRS + 1) * WIDTH];
        var y = new long[count];
        var letters = new int[] {0, 1, 2, 3, 4, 5, 6, 7};
        for (var i = 0; i < count; i++) {
            var row = i * (PAIRS + 1) * WIDTH;
            var asked = below(random, PAIRS);
            for (var j = 0; j < PAIRS; j++) {
                var other = j + below(random, letters.length - j);
                var letter = letters[other];
                letters[other] = letters[j];
                letters[j] = letter;
                var digit = below(random, 10);
                x[row + j * WIDTH + letter] = 1;
                x[row + j * WIDTH + letters.length + digit] = 1;
                y[i] = j == asked ? digit : y[i];
            }
            x[row + PAIRS * WIDTH + letters[asked]] = 1;
        }
        return new TensorDataset(Tensor.tensor(x, count, PAIRS + 1, WIDTH), Tensor.tensor(y, count));
    }

    private static int below(NumpyRandom random, int bound) {
        return (int) (random.uniform() * bound);
    }

    /** Shows at which pairs the network looks to answer one question. */
    private static void show(Lab lab, LookUp network, int number, Tensor x) {
        var letters = x.narrow(1, 0, LETTERS.length()).argmax(1).toLongArray();
        var digits = x.narrow(1, LETTERS.length(), 10).argmax(1).toLongArray();
        var pairs = new ArrayList<String>();
        for (var i = 0; i < PAIRS; i++) {
            pairs.add(LETTERS.charAt((int) letters[i]) + " " + digits[i]);
        }
        var weights = Nabla.noGrad(() -> network.weights(x.unsqueeze(0)));
        lab.heatmap(number + ". " + LETTERS.charAt((int) letters[PAIRS]) + "?", pairs, weights.squeeze(0));
    }
}
