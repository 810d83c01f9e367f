package nabla.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void shortCurveKeepsEveryValue() {
        Digest digest = waves(4096);

        assertThat(digest.size()).isEqualTo(4096);
        assertThat(digest.perStretch()).isEqualTo(1);
        assertThat(digest.mean(7)).isEqualTo(digest.low(7)).isEqualTo(digest.high(7));
    }

    @Test
    void longCurveKeepsItsExtremesItsMeanAndItsEnd() {
        int length = 600_000;
        Digest digest = waves(length);
        digest.add(length + 1, 99);

        double highest = 0;
        double lowest = 0;
        double sum = 0;
        for (int i = 0; i < digest.size(); i++) {
            highest = Math.max(highest, digest.high(i));
            lowest = Math.min(lowest, digest.low(i));
            sum += digest.mean(i);
        }
        assertThat(digest.size()).isBetween(2048, 4096);
        assertThat(highest).isEqualTo(99);
        assertThat(lowest).isEqualTo(-1);
        assertThat(sum / digest.size()).isCloseTo(0, within(0.1));
        assertThat(digest.lastStep(digest.size() - 1)).isEqualTo(length + 1);
    }

    @Test
    void stretchesAreOfEqualLength() {
        Digest digest = waves(10_000);

        assertThat(digest.perStretch()).isEqualTo(4);
        assertThat(digest.lastStep(0)).isEqualTo(4);
        assertThat(digest.lastStep(99)).isEqualTo(400);
    }

    @Test
    void clearedDigestBeginsAnew() {
        Digest digest = waves(10_000);
        digest.clear();
        digest.add(1, 5);

        assertThat(digest.size()).isEqualTo(1);
        assertThat(digest.perStretch()).isEqualTo(1);
        assertThat(digest.high(0)).isEqualTo(5);
    }

    /** Steps from 1 on; the values 0, 1, 0, −1 again and again. */
    private static Digest waves(int length) {
        Digest digest = new Digest();
        for (int step = 1; step <= length; step++) {
            digest.add(step, step % 4 == 1 ? 0 : step % 4 == 2 ? 1 : step % 4 == 3 ? 0 : -1);
        }
        return digest;
    }
}
