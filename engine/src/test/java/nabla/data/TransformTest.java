package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import nabla.Tensor;
import org.junit.jupiter.api.Test;

class TransformTest {
    private static Tensor colours() {
        return Tensor.tensor(new byte[] {0, 51, (byte) 255, 102, (byte) 153, (byte) 204}, 1, 2, 3);
    }

    @Test
    void bytesBecomeNumbersWithTheChannelFirst() {
        Tensor picture = new ToTensor().apply(colours());
        assertThat(picture.shape().toArray()).containsExactly(3, 1, 2);
        assertThat(picture.toDoubleArray()).containsExactly(new double[] {0, .4, .2, .6, 1, .8}, within(1e-6));
        Tensor grey = new ToTensor().apply(Tensor.tensor(new byte[] {0, (byte) 255}, 1, 2));
        assertThat(grey.shape().toArray()).containsExactly(1, 1, 2);
        assertThat(grey.toArray()).containsExactly(0, 1);
        Tensor floats = Tensor.tensor(new float[] {7, 8}, 1, 2);
        assertThat(new ToTensor().apply(floats).toArray()).containsExactly(7, 8);
    }

    @Test
    void channelsAreNormalized() {
        Normalize normalize = new Normalize(new double[] {.5, 0, 1}, new double[] {.5, 1, 2});
        Tensor picture = new Compose(new ToTensor(), normalize).apply(colours());
        assertThat(picture.toDoubleArray()).containsExactly(new double[] {-1, -.2, .2, .6, 0, -.1}, within(1e-6));
        assertThat(new Normalize(.5, .25).apply(Tensor.ones(1, 2, 2)).toArray()).containsExactly(2, 2, 2, 2);
    }

    @Test
    void aBatchIsTransformedAsItsExamplesAre() {
        Transform all = new Compose(
                new ToTensor(), new Normalize(.5, .5), new Lambda(x -> x.mul(x.mean())), new Lambda(Tensor::neg));
        Tensor pictures = Tensor.randint(0, 256, 4, 3, 2).to(nabla.op.DType.FLOAT32);
        Tensor batch = all.applyAll(pictures);
        assertThat(batch.shape().toArray()).containsExactly(4, 1, 3, 2);
        for (int i = 0; i < 4; i++) {
            Tensor one = all.apply(pictures.select(0, i));
            assertThat(batch.select(0, i).toArray()).containsExactly(one.toArray(), within(1e-4f));
        }
    }

    @Test
    void classesBecomeVectors() {
        OneHot oneHot = new OneHot(4);
        assertThat(oneHot.apply(Tensor.tensor(new long[] {2})).toArray()).containsExactly(0, 0, 1, 0);
        assertThat(oneHot.applyAll(Tensor.tensor(new long[] {3, 0})).toArray()).containsExactly(0, 0, 0, 1, 1, 0, 0, 0);
        Lambda tutorial = new Lambda(y -> Tensor.zeros(4).scatter_(0, y.view(1), 1));
        assertThat(tutorial.applyAll(Tensor.tensor(new long[] {3, 0})).toArray())
                .containsExactly(0, 0, 0, 1, 1, 0, 0, 0);
    }

    @Test
    void printAsInTorchvision() {
        assertThat(new Compose(new ToTensor(), new Normalize(.1307, .3081), new Lambda(x -> x)))
                .hasToString("Compose(\n    ToTensor()\n    Normalize(mean=(0.1307,), std=(0.3081,))\n    Lambda()\n)");
        assertThat(new Normalize(new double[] {0, 1}, new double[] {1, .5}))
                .hasToString("Normalize(mean=(0.0, 1.0), std=(1.0, 0.5))");
    }

    @Test
    void misuseIsExplained() {
        assertThatThrownBy(() -> new ToTensor().apply(Tensor.zeros(3)))
                .hasMessageStartingWith("pic should be 2/3 dimensional. Got 1 dimensions.\n  Hint: ");
        assertThatThrownBy(() -> new Normalize(0, 0))
                .hasMessageStartingWith(
                        "std evaluated to zero after conversion to torch.float32, leading to division by"
                                + " zero.\n  Hint: ");
        assertThatThrownBy(() -> new Normalize(new double[2], new double[3]))
                .hasMessageStartingWith("Normalize: there are 2 means, but 3 deviations.\n  Hint: ");
        assertThatThrownBy(() -> new Normalize(0, 1).apply(Tensor.arange(8).view(2, 2, 2)))
                .hasMessage("Input tensor should be a float tensor. Got torch.int64.\n  Hint: ToTensor() first.");
        assertThatThrownBy(() -> new Normalize(new double[2], new double[] {1, 1}).apply(Tensor.ones(3, 2, 2)))
                .hasMessageStartingWith(
                        "Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() ="
                                + " torch.Size([3, 2, 2])\n  Hint: ");
        assertThatThrownBy(() -> new OneHot(0)).hasMessage("OneHot: there must be at least 1 class, but there are 0.");
    }
}
