package nabla.web.worker;

import java.util.Arrays;
import nabla.Tensor;
import nabla.lab.Evaluation;

/** Pictures of the test set that the page shows with what the network reads in them: the first ones, and mistakes. */
final class Gallery {
    private static final int SHOWN = 24;
    private static final int MISTAKES = 12;

    private final DatasetFiles data;
    private final Images shown;
    private final Tensor pictures;

    /** Sends the page the first pictures. */
    Gallery(DatasetFiles data) {
        this.data = data;
        int[] places = new int[SHOWN];
        for (int i = 0; i < SHOWN; i++) {
            places[i] = i;
        }
        shown = data.images(places);
        pictures = Tensor.tensor(shown.pixels(), SHOWN, 1, Images.SIDE, Images.SIDE);
        Report.pictures("digits", shown.pixels());
    }

    /** Sends what the network reads in them now. Waits for the device. */
    void read(Learner learner) {
        Report.readings("digits", shown.labels(), learner.readings(pictures));
    }

    /** Sends the first pictures that the network got wrong. */
    void showMistakes(Evaluation evaluation) {
        int[] places = new int[MISTAKES];
        int[] predictions = new int[MISTAKES];
        int found = 0;
        for (int i = 0; i < evaluation.length() && found < MISTAKES; i++) {
            if (evaluation.label(i) != evaluation.prediction(i)) {
                places[found] = i;
                predictions[found++] = evaluation.prediction(i);
            }
        }
        Images mistakes = data.images(Arrays.copyOf(places, found));
        Report.pictures("mistakes", mistakes.pixels());
        Report.readings("mistakes", mistakes.labels(), Arrays.copyOf(predictions, found));
    }
}
