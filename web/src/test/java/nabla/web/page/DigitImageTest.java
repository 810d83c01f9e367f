package nabla.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DigitImageTest {
    private static final int WIDTH = 280;

    @Test
    void emptyDrawingHasNoPicture() {
        assertThat(DigitImage.normalised(new float[WIDTH * WIDTH], WIDTH, WIDTH))
                .isNull();
        assertThat(DigitImage.plain(new float[WIDTH * WIDTH], WIDTH, WIDTH)).isNull();
    }

    @Test
    void longerSideBecomesTwentyPixels() {
        float[] picture = normalised(rectangle(30, 40, 20, 100));

        assertThat(rowsWithInk(picture)).isEqualTo(20);
        assertThat(columnsWithInk(picture)).isEqualTo(4);
    }

    @Test
    void wideDrawingKeepsItsProportions() {
        float[] picture = normalised(rectangle(100, 200, 160, 40));

        assertThat(columnsWithInk(picture)).isEqualTo(20);
        assertThat(rowsWithInk(picture)).isBetween(5, 6);
    }

    @Test
    void centreOfMassLiesInTheMiddleWhereverOneDraws() {
        for (int corner : new int[] {0, 60, 170}) {
            float[] ink = rectangle(corner, corner, 20, 100);
            System.arraycopy(rectangleRow(corner + 20, 60), 0, ink, (corner + 90) * WIDTH, WIDTH);
            float[] picture = normalised(ink);

            assertThat(centre(picture, true)).isCloseTo(14, within(0.05));
            assertThat(centre(picture, false)).isCloseTo(14, within(0.05));
        }
    }

    @Test
    void smallAndLargeDrawingsOfTheSameShapeGiveTheSamePicture() {
        float[] small = normalised(rectangle(10, 10, 10, 40));
        float[] large = normalised(rectangle(50, 20, 60, 240));

        assertThat(small).hasSize(784);
        for (int i = 0; i < 784; i++) {
            assertThat(small[i]).isCloseTo(large[i], within(0.02f));
        }
    }

    @Test
    void paleInkBecomesFull() {
        float[] ink = rectangle(30, 40, 20, 100);
        for (int i = 0; i < ink.length; i++) {
            ink[i] *= 0.5f;
        }
        float most = 0;
        for (float value : normalised(ink)) {
            most = Math.max(most, value);
        }
        assertThat(most).isEqualTo(1);
    }

    @Test
    void plainPictureStaysWhereItWasDrawn() {
        float[] picture = Objects.requireNonNull(DigitImage.plain(rectangle(0, 0, 10, 10), WIDTH, WIDTH));

        assertThat(picture[0]).isCloseTo(1, within(1e-6f));
        assertThat(columnsWithInk(picture)).isEqualTo(1);
        assertThat(rowsWithInk(picture)).isEqualTo(1);
    }

    private static float[] normalised(float[] ink) {
        return Objects.requireNonNull(DigitImage.normalised(ink, WIDTH, WIDTH));
    }

    private static float[] rectangle(int left, int top, int width, int height) {
        float[] ink = new float[WIDTH * WIDTH];
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                ink[y * WIDTH + x] = 1;
            }
        }
        return ink;
    }

    private static float[] rectangleRow(int from, int length) {
        float[] row = new float[WIDTH];
        Arrays.fill(row, from, from + length, 1);
        return row;
    }

    private static int rowsWithInk(float[] picture) {
        int rows = 0;
        for (int y = 0; y < 28; y++) {
            float sum = 0;
            for (int x = 0; x < 28; x++) {
                sum += picture[y * 28 + x];
            }
            rows += sum > 0.01 ? 1 : 0;
        }
        return rows;
    }

    private static int columnsWithInk(float[] picture) {
        int columns = 0;
        for (int x = 0; x < 28; x++) {
            float sum = 0;
            for (int y = 0; y < 28; y++) {
                sum += picture[y * 28 + x];
            }
            columns += sum > 0.01 ? 1 : 0;
        }
        return columns;
    }

    private static double centre(float[] picture, boolean across) {
        double mass = 0;
        double moment = 0;
        for (int i = 0; i < picture.length; i++) {
            mass += picture[i];
            moment += picture[i] * ((across ? i % 28 : i / 28) + 0.5);
        }
        return moment / mass;
    }
}
