package nabla.web.board;

import nabla.board.Layer;
import nabla.board.LayerReading;
import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.teavm.jso.dom.html.HTMLElement;

/** One layer on the board: gradient, update, outputs, zeros. */
final class LayerRow {
    /** The line of updates reaches from 1e-6 to 1. */
    private static final double LEAST_UPDATE = -6;

    private static final double MUCH_ZERO = 0.9;

    private final int number;
    private final Layer layer;
    private final HTMLElement element = Dom.element("div", "layer-row");
    private final Strip gradient = new Strip("gradient");
    private final Strip update = new Strip("update");
    private final Strip outputs = new Strip("outputs");
    private final Strip zeros = new Strip("zeros");

    LayerRow(int number, Layer layer) {
        this.number = number;
        this.layer = layer;
        element.setAttribute("data-testid", "board-row");
        element.setAttribute("data-layer", layer.name());
        element.setAttribute("role", "group");
        element.setAttribute("aria-label", layer.toString());
        HTMLElement name = Dom.element("div", "layer-name");
        name.appendChild(Dom.element("strong", "", layer.name()));
        String behind = layer.output().equals(layer.name()) ? layer.type() : layer.type() + ", " + layer.outputType();
        name.appendChild(Dom.element("span", "quiet", behind));
        element.appendChild(name);
        for (Strip strip : new Strip[] {gradient, update, outputs, zeros}) {
            element.appendChild(strip.element());
        }
    }

    HTMLElement element() {
        return element;
    }

    void show(History history, int[] bins) {
        LayerReading latest = history.latest(number);
        if (gradient.clear(history.size())) {
            paintGradient(history, bins);
        }
        boolean isKnown = latest.isBackwardFinite();
        gradient.say((isKnown ? "norm " : "") + Figures.of(latest.gradientNorm()), !isKnown);
        if (update.clear(history.size())) {
            paintUpdate(history);
        }
        update.say(Figures.of(latest.updateRatio()), Double.isNaN(latest.updateRatio()));
        if (outputs.clear(history.size())) {
            paintOutputs(history);
        }
        boolean isFinite = latest.isForwardFinite();
        String spread = Figures.of(latest.mean()) + " ± " + Figures.of(latest.deviation());
        outputs.say(isFinite ? spread : Figures.of(Double.NaN), !isFinite);
        if (layer.isRectified()) {
            boolean isDead = latest.zeros() > MUCH_ZERO;
            if (zeros.clear(history.size())) {
                paintZeros(history, isDead);
            }
            zeros.say(
                    isFinite ? Numbers.fixed(100 * latest.zeros(), 0) + " % zero" : Figures.of(Double.NaN),
                    isDead || !isFinite);
        } else {
            zeros.sayOnly("no ReLU");
        }
    }

    private void paintGradient(History history, int[] bins) {
        for (int i = 0; i < history.size(); i++) {
            LayerReading reading = history.at(i, number);
            if (reading.isBackwardFinite()) {
                gradient.color("gradient");
                gradient.heat(i, reading.histogram(), bins[0], bins[1], layer.counted());
            } else {
                gradient.lost(i);
            }
        }
    }

    private void paintUpdate(History history) {
        update.color("saved");
        update.guide((-3 - LEAST_UPDATE) / -LEAST_UPDATE);
        double[] shares = new double[history.size()];
        for (int i = 0; i < shares.length; i++) {
            double ratio = history.at(i, number).updateRatio();
            shares[i] = (Math.log10(Math.max(ratio, 1e-30)) - LEAST_UPDATE) / -LEAST_UPDATE;
            if (Double.isNaN(ratio)) {
                update.lost(i);
            }
        }
        update.color("parameter");
        update.line(shares);
    }

    /** The mean, and a band of one deviation on either side; the scale is the widest of the last readings. */
    private void paintOutputs(History history) {
        double[] range = history.outputs(number);
        double height = range[1] - range[0];
        outputs.color("saved");
        outputs.guide(-range[0] / height);
        double[] shares = new double[history.size()];
        for (int i = 0; i < shares.length; i++) {
            LayerReading reading = history.at(i, number);
            shares[i] = (reading.mean() - range[0]) / height;
            if (reading.isForwardFinite()) {
                outputs.color("value");
                double half = reading.deviation() / height;
                outputs.bar(i, shares[i] - half, shares[i] + half);
            } else {
                outputs.lost(i);
            }
        }
        outputs.color("value");
        outputs.line(shares);
    }

    private void paintZeros(History history, boolean isDead) {
        zeros.color(isDead ? "wrong" : "saved");
        for (int i = 0; i < history.size(); i++) {
            LayerReading reading = history.at(i, number);
            if (reading.isForwardFinite()) {
                zeros.bar(i, 0, reading.zeros());
            }
        }
        zeros.color("ink");
        zeros.guide(MUCH_ZERO);
    }
}
