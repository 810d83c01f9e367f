package nabla.web.page;

import java.util.ArrayList;
import java.util.List;
import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The curve of a number that a program observes beside its loss, in a place with the number's name in {@code data-metric}
 * and, where it is known, the value that it should reach in {@code data-target}.
 */
final class MetricChart {
    private final String name;
    private final Series series = new Series();
    private final LineChart chart;
    private final @Nullable HTMLElement reading;

    private MetricChart(HTMLElement place) {
        name = place.getAttribute("data-metric");
        chart = new LineChart(place, series, LineChart.Style.PLAIN, name);
        String target = place.getAttribute("data-target");
        if (target != null) {
            chart.aimAt(Double.parseDouble(target));
        }
        reading = readingBeside(place);
    }

    /** Those of the page. */
    static List<MetricChart> onPage() {
        List<MetricChart> charts = new ArrayList<>();
        var places = Dom.document().querySelectorAll("[data-metric]");
        for (int i = 0; i < places.getLength(); i++) {
            charts.add(new MetricChart((HTMLElement) places.item(i)));
        }
        return charts;
    }

    String name() {
        return name;
    }

    void clear() {
        series.clear();
        changed();
    }

    /** How many steps there will be, and how many make an epoch. */
    void expect(double steps, double perEpoch) {
        chart.expect(steps, perEpoch);
    }

    void add(double[] steps, double[] values) {
        for (int i = 0; i < steps.length; i++) {
            series.add(steps[i], values[i]);
        }
        changed();
    }

    private void changed() {
        chart.changed();
        if (reading != null) {
            Dom.setText(reading, series.isEmpty() ? "–" : Numbers.measured(series.lastValue()));
        }
    }

    @JSBody(params = "place", script = "return place.parentElement.querySelector('.reading');")
    private static native @Nullable HTMLElement readingBeside(HTMLElement place);
}
