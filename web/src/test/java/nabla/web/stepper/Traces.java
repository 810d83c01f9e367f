package nabla.web.stepper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.trace.Text;

/** A small iteration by hand: x [2, 3] through a linear layer with weight [4, 3] and a loss, one step of SGD. */
final class Traces {
    private Traces() {}

    static final int X = 0;
    static final int WEIGHT = 1;
    static final int TURNED = 2;
    static final int OUTPUT = 3;
    static final int LOSS = 4;
    static final int OUTPUT_GRADIENT = 5;
    static final int TURNED_GRADIENT = 6;
    static final int WEIGHT_GRADIENT = 7;
    static final int UPDATE = 8;

    static Trace small() {
        List<TensorInfo> tensors = new ArrayList<>();
        int offset = 0;
        offset = add(tensors, "batch.x", "x", "input", offset, -1, -1, 2, 3);
        offset = add(tensors, "fc.weight", "W", "parameter", offset, -1, WEIGHT_GRADIENT, 4, 3);
        offset = add(tensors, "fc.t", "y", "value", offset, -1, TURNED_GRADIENT, 3, 4);
        offset = add(tensors, "fc", "y", "value", offset, -1, OUTPUT_GRADIENT, 2, 4);
        offset = add(tensors, "loss", "y", "value", offset, -1, -1);
        offset = add(tensors, "gradient of fc", "dy", "gradient", offset, OUTPUT, -1, 2, 4);
        offset = add(tensors, "gradient of fc.t", "dy", "gradient", offset, TURNED, -1, 3, 4);
        offset = add(tensors, "fc.weight.grad", "dW", "gradient", offset, WEIGHT, -1, 4, 3);
        offset = add(tensors, "fc.weight after", "w′", "update", offset, WEIGHT, -1, 4, 3);
        double[] values = new double[offset];
        for (int i = 0; i < offset; i++) {
            values[i] = (i * 7 % 5 - 2) / 10.0;
        }
        Step[] steps = {
            step(0, Phase.ZERO_GRAD, "zeroGrad", "", 5, -1, ids(), ids(), ids()),
            step(1, Phase.FORWARD, "t", "fc", 6, -1, ids(WEIGHT), ids(TURNED), ids()),
            step(2, Phase.FORWARD, "mm", "fc", 6, -1, ids(X, TURNED), ids(OUTPUT), ids(X)),
            step(3, Phase.LOSS, "mean", "", 7, -1, ids(OUTPUT), ids(LOSS), ids()),
            step(4, Phase.BACKWARD, "MeanBackward0", "", 7, 3, ids(), ids(OUTPUT_GRADIENT), ids()),
            step(5, Phase.BACKWARD, "MmBackward0", "fc", 6, 2, ids(OUTPUT_GRADIENT), ids(TURNED_GRADIENT), ids(X)),
            step(6, Phase.BACKWARD, "TBackward0", "fc", 6, 1, ids(TURNED_GRADIENT), ids(WEIGHT_GRADIENT), ids()),
            step(7, Phase.BACKWARD, "AccumulateGrad", "fc", 6, 1, ids(WEIGHT_GRADIENT), ids(WEIGHT_GRADIENT), ids()),
            step(8, Phase.STEP, "SGD.step", "fc", 9, -1, ids(WEIGHT, WEIGHT_GRADIENT), ids(UPDATE), ids()),
        };
        Trace.Facts facts = new Trace.Facts(12, 10, ids(0, 1), "simd", 0.5, 1e-7, Text.literal("fc.weight"));
        return new Trace(
                facts,
                tensors.toArray(new TensorInfo[0]),
                steps,
                (from, count) -> Arrays.copyOfRange(values, from, from + count));
    }

    private static int[] ids(int... ids) {
        return ids;
    }

    private static int add(
            List<TensorInfo> all,
            String name,
            String symbol,
            String kind,
            int offset,
            int of,
            int gradient,
            int... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        all.add(new TensorInfo(
                all.size(),
                Text.literal(name),
                symbol,
                kind,
                shape,
                offset,
                size,
                false,
                of,
                gradient,
                -1,
                -0.2,
                0.2,
                0,
                0.1,
                2,
                0,
                0));
        return offset + size;
    }

    private static Step step(
            int index,
            Phase phase,
            String name,
            String module,
            int line,
            int forward,
            int[] inputs,
            int[] outputs,
            int[] saved) {
        Text words = Text.literal(name);
        return new Step(index, phase, name, module, line, forward, inputs, outputs, saved, words, new Part[0], 0.25);
    }
}
