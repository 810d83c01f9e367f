package nabla.web.board;

import java.util.ArrayList;
import java.util.List;
import nabla.board.Histogram;
import nabla.board.Layer;
import nabla.board.LayerReading;
import nabla.board.Reading;
import nabla.web.js.JsRecord;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Float64Array;

/** What was measured, as the worker sends it and the page reads it. */
public final class Measured {
    private static final int NUMBERS = 7;
    private static final int STRIDE = NUMBERS + Histogram.BINS;

    private Measured() {}

    /** The layers as an array of records. */
    public static JsRecord layers(List<Layer> layers) {
        JsRecord list = list();
        for (Layer layer : layers) {
            add(
                    list,
                    JsRecord.create()
                            .with("name", layer.name())
                            .with("type", layer.type())
                            .with("output", layer.output())
                            .with("outputType", layer.outputType())
                            .with("counted", layer.counted()));
        }
        return list;
    }

    static List<Layer> layers(JsRecord list) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < list.length(); i++) {
            JsRecord layer = list.at(i);
            layers.add(new Layer(
                    layer.text("name"),
                    layer.text("type"),
                    layer.text("output"),
                    layer.text("outputType"),
                    layer.integer("counted")));
        }
        return layers;
    }

    /** Readings of one network: for each the iteration, then each layer's numbers. */
    public static Float64Array numbers(List<Reading> readings) {
        int each = 1 + readings.get(0).layers().size() * STRIDE;
        double[] numbers = new double[readings.size() * each];
        int at = 0;
        for (Reading reading : readings) {
            numbers[at++] = reading.iteration();
            for (LayerReading layer : reading.layers()) {
                numbers[at++] = layer.gradientNorm();
                numbers[at++] = layer.biasNorm();
                numbers[at++] = layer.updateRatio();
                numbers[at++] = layer.mean();
                numbers[at++] = layer.deviation();
                numbers[at++] = layer.zeros();
                numbers[at++] = layer.isAccumulated() ? 1 : 0;
                for (int count : layer.histogram()) {
                    numbers[at++] = count;
                }
            }
        }
        return Float64Array.copyFromJavaArray(numbers);
    }

    /** The readings of so many layers each. */
    static List<Reading> readings(Float64Array array, int layers) {
        double[] numbers = array.copyToJavaArray();
        List<Reading> readings = new ArrayList<>();
        int at = 0;
        while (at < numbers.length) {
            int iteration = (int) numbers[at++];
            List<LayerReading> read = new ArrayList<>();
            for (int i = 0; i < layers; i++, at += STRIDE) {
                int[] histogram = new int[Histogram.BINS];
                for (int bin = 0; bin < histogram.length; bin++) {
                    histogram[bin] = (int) numbers[at + NUMBERS + bin];
                }
                read.add(new LayerReading(
                        numbers[at],
                        numbers[at + 1],
                        numbers[at + 2],
                        numbers[at + 3],
                        numbers[at + 4],
                        numbers[at + 5],
                        histogram,
                        numbers[at + 6] > 0));
            }
            readings.add(new Reading(iteration, read));
        }
        return readings;
    }

    @JSBody(script = "return [];")
    private static native JsRecord list();

    @JSBody(
            params = {"list", "item"},
            script = "list.push(item);")
    private static native void add(JsRecord list, JsRecord item);
}
