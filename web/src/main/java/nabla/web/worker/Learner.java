package nabla.web.worker;

import java.util.Map;
import nabla.Nabla;
import nabla.Tensor;
import nabla.nn.ModelFile;
import nabla.nn.Module;
import nabla.runtime.Device;

/** A network on its device, to be asked and saved. Its methods may wait for the device. */
record Learner(Module network, Device device) {
    /** How likely the network finds each class for a picture of 28×28. */
    float[] probabilities(float[] picture) {
        Device.setStandard(device);
        Tensor scores = answers(Tensor.tensor(picture, 1, 1, Images.SIDE, Images.SIDE));
        return softmax(scores.toArray());
    }

    /** The likeliest class of each picture. */
    int[] readings(Tensor pictures) {
        long[] classes = answers(pictures).argmax(1).toLongArray();
        int[] readings = new int[classes.length];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = (int) classes[i];
        }
        return readings;
    }

    /** The network as a safetensors file with these texts beside the weights. */
    byte[] file(Map<String, String> metadata) {
        return ModelFile.of(network, metadata).write();
    }

    private Tensor answers(Tensor pictures) {
        boolean wasTraining = network.isTraining();
        network.eval();
        Tensor scores = Nabla.noGrad(() -> network.call(pictures));
        if (wasTraining) {
            network.train();
        }
        return scores;
    }

    /** Of logits as of log-probabilities these are the probabilities. */
    private static float[] softmax(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - most);
        }
        float[] probabilities = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = (float) (Math.exp(scores[i] - most) / sum);
        }
        return probabilities;
    }
}
