package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nabla.op.DType;
import org.junit.jupiter.api.Test;

class VisionDatasetTest {
    private static byte[] images(int count) {
        byte[] file = new byte[16 + count * 4];
        file[2] = 8;
        file[3] = 3;
        file[7] = (byte) count;
        file[11] = 2;
        file[15] = 2;
        for (int i = 16; i < file.length; i++) {
            file[i] = (byte) (i % 2 == 0 ? 255 : 51);
        }
        return file;
    }

    private static byte[] labels(int... labels) {
        byte[] file = new byte[8 + labels.length];
        file[2] = 8;
        file[3] = 1;
        file[7] = (byte) labels.length;
        for (int i = 0; i < labels.length; i++) {
            file[8 + i] = (byte) labels[i];
        }
        return file;
    }

    @Test
    void pixelsBecomeNumbersFromZeroToOne() {
        VisionDataset dataset = MNIST.read("images", images(2), "labels", labels(5, 9));
        assertThat(dataset.length()).isEqualTo(2);
        Example second = dataset.get(1);
        assertThat(second.x().shape().toArray()).containsExactly(1, 2, 2);
        assertThat(second.x().toArray()).containsExactly(1, 51f / 255, 1, 51f / 255);
        assertThat(second.y().item()).isEqualTo(9);
        Batch batch = new DataLoader(dataset, 2).iterator().next();
        assertThat(batch.x().shape().toArray()).containsExactly(2, 1, 2, 2);
        assertThat(batch.x().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(batch.x().toArray()).containsExactly(1, .2f, 1, .2f, 1, .2f, 1, .2f);
        assertThat(batch.y().toLongArray()).containsExactly(5, 9);
    }

    @Test
    void filesThatDoNotFitAreNamed() {
        String hint = ".\n  Hint: a dataset is a file of images and the file of labels that was published with it.";
        assertThatThrownBy(() -> MNIST.read("images", images(2), "labels", labels(1, 2, 3)))
                .hasMessage("The file labels does not fit: it has 3 labels, but images has 2 images" + hint);
        assertThatThrownBy(() -> MNIST.read("images", images(1), "labels", labels(10)))
                .hasMessage("The file labels does not fit: label 0 is 10, but labels are 0 to 9" + hint);
        assertThatThrownBy(() -> MNIST.read("a", labels(1), "b", labels(1)))
                .hasMessage("The file a does not fit: images have 3 dimensions, but it has the shape [1]" + hint);
        assertThatThrownBy(() -> MNIST.read("a", images(1), "b", images(1)))
                .hasMessage("The file b does not fit: labels have 1 dimension, but it has the shape [1, 2, 2]" + hint);
    }

    @Test
    void publishedDatasetsAreReadWhereTheProgramRuns() {
        VisionDataset.readFrom((dataset, file) -> {
            assertThat(dataset).isEqualTo("fashion-mnist");
            return file.equals("t10k-images-idx3-ubyte") ? images(2) : labels(3, 0);
        });
        Transform scaled = new Compose(new ToTensor(), new Normalize(.5, .5));
        FashionMNIST test = new FashionMNIST(false, scaled, new OneHot(10));
        assertThat(test.length()).isEqualTo(2);
        assertThat(test.data().shape().toArray()).containsExactly(2, 2, 2);
        assertThat(test.targets().toLongArray()).containsExactly(3, 0);
        Example first = test.get(0);
        assertThat(first.x().toArray()).containsExactly(1, -.6f, 1, -.6f);
        assertThat(first.y().toArray()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        Batch batch = new DataLoader(test, 2).iterator().next();
        assertThat(batch.x().shape().toArray()).containsExactly(2, 1, 2, 2);
        assertThat(batch.y().shape().toArray()).containsExactly(2, 10);
        assertThat(test.classes()).hasSize(10).contains("Ankle boot");
    }

    @Test
    void bytesStayBytesWithoutATransform() {
        VisionDataset.readFrom((dataset, file) -> file.contains("images") ? images(1) : labels(7));
        Example example = new MNIST(true, new Lambda(x -> x)).get(0);
        assertThat(example.x().dtype()).isEqualTo(DType.UINT8);
        assertThat(example.x().shape().toArray()).containsExactly(2, 2);
        assertThat(new MNIST(true).classes().get(7)).isEqualTo("7 - seven");
    }
}
