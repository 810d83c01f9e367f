package nabla.web.page;

import java.util.List;
import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/** The loss of every batch, the accuracy after every epoch, and what else a program observes, as curves and as the history that is shared. */
final class Curves {
    private static final int SHARED_POINTS = 600;

    /** The loss that is shown as a number is the mean of so many batches: that of one says little. */
    private static final int RECENT = 100;

    private final Series loss = new Series();
    private final Series accuracy = new Series();
    private final LineChart lossChart = new LineChart(Dom.byId("loss-chart"), loss, LineChart.Style.NOISY, "loss");
    private final @Nullable LineChart accuracyChart = accuracyChart();
    private final List<MetricChart> others = MetricChart.onPage();
    private final @Nullable HTMLElement lossText = Dom.find("loss");
    private final @Nullable HTMLElement accuracyText = Dom.find("accuracy");
    private double offset;

    private @Nullable LineChart accuracyChart() {
        HTMLElement place = Dom.document().getElementById("accuracy-chart");
        return place == null ? null : new LineChart(place, accuracy, LineChart.Style.DOTS, "test accuracy");
    }

    void clear() {
        loss.clear();
        accuracy.clear();
        others.forEach(MetricChart::clear);
        offset = 0;
        show();
        showAccuracy("–");
    }

    /** What comes now counts its steps from here: a training is continued. */
    void continueFrom(double steps) {
        offset = steps;
    }

    /** How many steps there will be, in how many epochs. */
    void expect(double steps, double epochs) {
        double perEpoch = epochs > 0 ? steps / epochs : 0;
        lossChart.expect(offset + steps, perEpoch);
        if (accuracyChart != null) {
            accuracyChart.expect(offset + steps, perEpoch);
        }
        for (MetricChart chart : others) {
            chart.expect(offset + steps, perEpoch);
        }
    }

    void metrics(String name, Float64Array steps, Float64Array values) {
        double[] where = steps.copyToJavaArray();
        double[] what = values.copyToJavaArray();
        if (!name.equals("loss")) {
            for (MetricChart chart : others) {
                if (chart.name().equals(name)) {
                    chart.add(where, what);
                }
            }
            return;
        }
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
        accuracyChanged();
        showAccuracy(value);
    }

    void showAccuracy(double value) {
        showAccuracy(Numbers.fixed(value, 3));
    }

    private void showAccuracy(String text) {
        if (accuracyText != null) {
            Dom.setText(accuracyText, text);
        }
    }

    private void accuracyChanged() {
        if (accuracyChart != null) {
            accuracyChart.changed();
        }
    }

    /** The accuracy measured last; NaN if there is none. */
    double lastAccuracy() {
        return accuracy.isEmpty() ? Double.NaN : accuracy.lastValue();
    }

    private void show() {
        lossChart.changed();
        accuracyChanged();
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
