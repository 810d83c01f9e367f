package nabla.web.board;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import nabla.board.Histogram;
import nabla.board.Layer;
import nabla.board.LayerReading;
import nabla.board.Reading;

/** The measurements of one training, thinned so that they fit a screen's width. */
final class History {
    private static final int MOST = 480;

    /** The scale of the strips is that of so many readings. */
    private static final int RECENT = 60;

    private final List<Layer> layers;
    private final List<Reading> readings = new ArrayList<>();

    History(List<Layer> layers) {
        this.layers = layers;
    }

    List<Layer> layers() {
        return layers;
    }

    void add(List<Reading> more) {
        readings.addAll(more);
        while (readings.size() > MOST) {
            for (int i = readings.size() - 2; i > 0; i -= 2) {
                readings.remove(i);
            }
        }
    }

    int size() {
        return readings.size();
    }

    int iteration(int i) {
        return readings.get(i).iteration();
    }

    LayerReading at(int i, int layer) {
        return readings.get(i).layers().get(layer);
    }

    LayerReading latest(int layer) {
        return at(size() - 1, layer);
    }

    /** The largest number that a layer had. */
    double most(int layer, ToDoubleFunction<LayerReading> number) {
        double most = 0;
        for (int i = 0; i < size(); i++) {
            double value = number.applyAsDouble(at(i, layer));
            most = Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.max(most, value);
        }
        return most;
    }

    /** From where to where the outputs of a layer reached recently; 0 is always within. */
    double[] outputs(int layer) {
        double[] range = {0, 1e-9};
        for (int i = Math.max(0, size() - RECENT); i < size(); i++) {
            LayerReading reading = at(i, layer);
            if (reading.isForwardFinite()) {
                range[0] = Math.min(range[0], reading.mean() - reading.deviation());
                range[1] = Math.max(range[1], reading.mean() + reading.deviation());
            }
        }
        return range;
    }

    /** The first and the last bin that any layer needed recently. */
    int[] bins() {
        int[] range = {Histogram.BINS, -1};
        for (int i = Math.max(0, size() - RECENT); i < size(); i++) {
            for (int layer = 0; layer < layers.size(); layer++) {
                int[] counts = at(i, layer).histogram();
                int enough = layers.get(layer).counted() / 500;
                for (int bin = 0; bin < counts.length; bin++) {
                    if (counts[bin] > enough) {
                        range[0] = Math.min(range[0], bin);
                        range[1] = Math.max(range[1], bin);
                    }
                }
            }
        }
        return range[1] < 0 ? new int[] {0, Histogram.BINS - 1} : range;
    }
}
