package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MnistTest {
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
        TensorDataset dataset = Mnist.read("images", images(2), "labels", labels(5, 9));
        assertThat(dataset.length()).isEqualTo(2);
        Example second = dataset.get(1);
        assertThat(second.x().toString()).contains("[1, 2, 2] float32");
        assertThat(second.x().toArray()).containsExactly(1, 51f / 255, 1, 51f / 255);
        assertThat(second.y().item()).isEqualTo(9);
        Batch batch = new DataLoader(dataset, 2).iterator().next();
        assertThat(batch.x().toString()).contains("[2, 1, 2, 2] float32");
        assertThat(batch.x().toArray()).containsExactly(1, .2f, 1, .2f, 1, .2f, 1, .2f);
        assertThat(batch.y().toLongArray()).containsExactly(5, 9);
    }

    @Test
    void filesThatDoNotFitAreNamed() {
        String hint = ".\n  Hint: a dataset is a file of images and the file of labels that was published with it.";
        assertThatThrownBy(() -> Mnist.read("images", images(2), "labels", labels(1, 2, 3)))
                .hasMessage("The file labels does not fit: it has 3 labels, but images has 2 images" + hint);
        assertThatThrownBy(() -> Mnist.read("images", images(1), "labels", labels(10)))
                .hasMessage("The file labels does not fit: label 0 is 10, but labels are 0 to 9" + hint);
        assertThatThrownBy(() -> Mnist.read("a", labels(1), "b", labels(1)))
                .hasMessage("The file a does not fit: images have 3 dimensions, but it has the shape [1]" + hint);
        assertThatThrownBy(() -> Mnist.read("a", images(1), "b", images(1)))
                .hasMessage("The file b does not fit: labels have 1 dimension, but it has the shape [1, 2, 2]" + hint);
    }
}
