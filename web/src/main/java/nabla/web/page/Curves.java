package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/** The loss of every batch and the accuracy after every epoch, as curves and as the history that is shared. */
final class Curves {
    private static final int SHARED_POINTS = 600;

    /** The loss that is shown as a number is the mean of so many batches: that of one says little. */
    private static final int RECENT = 100;

    private final Series loss = new Series();
    private final Series accuracy = new Series();
    private final LineChart lossChart = new LineChart(Dom.byId("loss-chart"), loss, LineChart.Style.NOISY, "loss");
    private final LineChart accuracyChart =
            new LineChart(Dom.byId("accuracy-chart"), accuracy, LineChart.Style.DOTS, "test accuracy");
    private final @Nullable HTMLElement lossText = Dom.find("loss");
    private final HTMLElement accuracyText = Dom.get("accuracy");
    private double offset;

    void clear() {
        loss.clear();
        accuracy.clear();
        offset = 0;
        show();
        Dom.setText(accuracyText, "–");
    }

    /** What comes now counts its steps from here: a training is continued. */
    void continueFrom(double steps) {
        offset = steps;
    }

    /** How many steps there will be, in how many epochs. */
    void expect(double steps, double epochs) {
        double perEpoch = epochs > 0 ? steps / epochs : 0;
        lossChart.expect(offset + steps, perEpoch);
        accuracyChart.expect(offset + steps, perEpoch);
    }

    void metrics(String name, Float64Array steps, Float64Array values) {
        if (!name.equals("loss")) {
            return;
        }
        double[] where = steps.copyToJavaArray();
        double[] what = values.copyToJavaArray();
        for (int i = 0; i < where.length; i++) {
            loss.add(offset + where[i], what[i]);
        }
        show();
    }

    /** Whether the loss is no longer a number. */
    boolean hasDiverged() {
        return !loss.isEmpty() && Double.isNaN(loss.lastValue());
    }

    void accuracy(double step, double value) {
        accuracy.add(offset + step, value);
        accuracyChart.changed();
        showAccuracy(value);
    }

    void showAccuracy(double value) {
        Dom.setText(accuracyText, Numbers.fixed(value, 3));
    }

    /** The accuracy measured last; NaN if there is none. */
    double lastAccuracy() {
        return accuracy.isEmpty() ? Double.NaN : accuracy.lastValue();
    }

    private void show() {
        lossChart.changed();
        accuracyChart.changed();
        if (lossText != null) {
            Dom.setText(lossText, loss.isEmpty() ? "–" : Numbers.measured(loss.recentMean(RECENT)));
        }
    }

    /** Takes up the curves that were shared with a model. */
    void restore(JsRecord history) {
        restore(loss, history.record("loss"));
        restore(accuracy, history.record("accuracy"));
        show();
    }

    private static void restore(Series series, JsRecord points) {
        for (int i = 0; i < points.length(); i++) {
            series.add(points.at(i).numberAt(0), points.at(i).numberAt(1));
        }
    }

    /** The curves as they are shared: at most 600 points each. */
    JsRecord history() {
        return JsRecord.create().with("loss", points(loss)).with("accuracy", points(accuracy));
    }

    private static JsRecord points(Series series) {
        Series thin = series.thinned(SHARED_POINTS);
        JsRecord points = list();
        for (int i = 0; i < thin.size(); i++) {
            if (Math.abs(thin.value(i)) < 1e300) {
                addPoint(points, thin.step(i), thin.value(i));
            }
        }
        return points;
    }

    @JSBody(script = "return [];")
    private static native JsRecord list();

    @JSBody(
            params = {"list", "step", "value"},
            script = "list.push([step,Number(value.toPrecision(7))]);")
    private static native void addPoint(JsRecord list, double step, double value);
}
