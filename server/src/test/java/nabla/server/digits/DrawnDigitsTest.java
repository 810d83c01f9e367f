package nabla.server.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import nabla.server.digits.DrawnDigits.Digit;
import org.junit.jupiter.api.Test;

class DrawnDigitsTest {
    @Test
    void picturesAreTheSameOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 1000; i++) {
            Digit digit = DrawnDigits.draw(i);
            digest.update(digit.pixels());
            digest.update((byte) digit.label());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .as("a change of the pictures needs a new DrawnDigits.VERSION")
                .isEqualTo("9b72a3f598f6c8e768d1f7693d2a0d27e26aac297fbd50b9d2e964c162af3feb");
    }

    @Test
    void everyDigitIsAboutAsFrequent() {
        int[] counts = new int[10];
        for (int i = 0; i < 2000; i++) {
            counts[DrawnDigits.draw(i).label()]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(150, 250);
        }
    }

    @Test
    void digitsAreNormalisedAsMnistWas() {
        for (int i = 0; i < 500; i++) {
            byte[] pixels = DrawnDigits.draw(i).pixels();
            double sum = 0;
            double x = 0;
            double y = 0;
            int left = 28;
            int right = 0;
            int top = 28;
            int bottom = 0;
            for (int at = 0; at < pixels.length; at++) {
                int value = pixels[at] & 0xff;
                int row = at / 28;
                sum += value;
                x += value * (at % 28 + 0.5);
                y += value * (row + 0.5);
                if (value > 127) {
                    left = Math.min(left, at % 28);
                    right = Math.max(right, at % 28);
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row);
                }
            }
            assertThat(sum / 255).as("ink of picture %s", i).isBetween(20.0, 260.0);
            assertThat(x / sum).as("centre of picture %s", i).isBetween(13.5, 14.5);
            assertThat(y / sum).as("centre of picture %s", i).isBetween(13.5, 14.5);
            assertThat(Math.max(right - left, bottom - top) + 1)
                    .as("size of picture %s", i)
                    .isBetween(16, 22);
        }
    }
}
