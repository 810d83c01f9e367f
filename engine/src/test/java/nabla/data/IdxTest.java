package nabla.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
    @Test
    void arrayIsReadRowByRow() {
        Idx idx = Idx.read("images", bytes("00000802 00000002 00000003 0001027f80ff"));
        assertThat(idx.shape()).containsExactly(2, 3);
        assertThat(idx.count()).isEqualTo(6);
        assertThat(idx.get(3)).isEqualTo(127);
        assertThat(idx.get(4)).isEqualTo(128);
        assertThat(idx.get(5)).isEqualTo(255);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1f8b0800                            | it is still packed with gzip
        000008                              | an IDX file begins with two zero bytes
        89504e47                            | an IDX file begins with two zero bytes
        00000d01 00000001 00000000          | its elements are of type 13; only 8, unsigned bytes, can be read
        00000800                            | it has 0 dimensions; only 1 to 4 can be read
        000008ff                            | it has 255 dimensions; only 1 to 4 can be read
        00000802 00000001                   | it ends inside its header, after 8 bytes
        00000801 00000000                   | size 0 is 0
        00000801 ffffffff                   | size 0 is 4294967295
        00000801 00000003 0102              | its header promises [3], 3 bytes, but 2 follow
        00000801 00000001 0102              | its header promises [1], 1 bytes, but 2 follow
        00000802 00010000 00010000          | its header promises [65536, 65536], 2147483647 bytes, but 0 follow
        """)
    void brokenFileIsNamed(String hexadecimal, String reason) {
        assertThatThrownBy(() -> Idx.read("train-labels", bytes(hexadecimal)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The file train-labels is not a usable IDX file: " + reason
                        + ".\n  Hint: it may be damaged or incomplete; fetch it again.");
    }

    private static byte[] bytes(String hexadecimal) {
        String digits = hexadecimal.replace(" ", "");
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
