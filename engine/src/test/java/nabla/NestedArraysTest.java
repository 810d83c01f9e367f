package nabla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NestedArraysTest {
    @Test
    void arraysOfArraysBecomeTensorsOfTheirShape() {
        assertThat(Tensor.tensor(new long[][] {{1, 2}, {3, 4}})).hasToString("tensor([[1, 2],\n        [3, 4]])");
        assertThat(Tensor.tensor(new int[][] {{1}, {2}})).hasToString("tensor([[1],\n        [2]])");
        assertThat(Tensor.tensor(new double[][][] {{{0.5}, {1}}}).shape().toArray())
                .containsExactly(1, 2, 1);
        assertThat(Tensor.tensor(new float[][][][] {{{{1, 2, 3}}}, {{{4, 5, 6}}}})
                        .toArray())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Tensor.tensor(new boolean[][] {{true, false}})).hasToString("tensor([[ True, False]])");
        assertThat(Tensor.tensor(new float[2][0]).shape().toArray()).containsExactly(2, 0);
        assertThat(Tensor.tensor(new float[0][]).shape().toArray()).containsExactly(0, 0);
    }

    @Test
    void theArrayIsCopied() {
        float[][] rows = {{1, 2}, {3, 4}};
        Tensor tensor = Tensor.tensor(rows);
        rows[0][0] = 9;
        assertThat(tensor.toArray2d()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
    }

    @Test
    void raggedArraysAreRefused() {
        String hint = "\n  Hint: arrays side by side must be of one length, so that they make rows and columns.";
        assertThatThrownBy(() -> Tensor.tensor(new long[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected sequence of length 2 at dim 1 (got 1)" + hint);
        assertThatThrownBy(() -> Tensor.tensor(new float[][][] {{{1}, {2}}, {{3}, {4, 5}}}))
                .hasMessage("expected sequence of length 1 at dim 2 (got 2)" + hint);
        assertThatThrownBy(() -> Tensor.ones(3).toArray2d())
                .hasMessage("toArray2d: the tensor [3] is no matrix. Hint: use toArray().");
    }
}
