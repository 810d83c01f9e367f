package nabla.web.page;

import nabla.web.dom.Palette;
import org.teavm.jso.canvas.CanvasRenderingContext2D;

/** The lines and numbers beside a curve. */
final class ChartAxes {
    private static final double LABEL_HEIGHT = 16;

    private ChartAxes() {}

    /**
     * Paints them.
     *
     * @param across the steps, from 0
     * @param stepsPerEpoch 0 if that is not known
     * @param isBlank whether there are no steps to number yet
     */
    static void paint(CanvasRenderingContext2D context, Scale across, Scale up, double stepsPerEpoch, boolean isBlank) {
        context.setStrokeStyle(Palette.color("line"));
        context.setFillStyle(Palette.color("quiet"));
        context.setFont("11px Inter, system-ui, sans-serif");
        context.setLineWidth(1);
        context.setTextBaseline("middle");
        context.setTextAlign("right");
        double spacing = up.spacing(4);
        for (double mark = Math.ceil(up.from() / spacing - 1e-9) * spacing; mark <= up.to() + 1e-9; mark += spacing) {
            double y = Math.round(up.place(mark)) + 0.5;
            context.beginPath();
            context.moveTo(across.start(), y);
            context.lineTo(across.end(), y);
            context.stroke();
            context.fillText(Scale.label(mark, spacing), across.start() - 6, y);
        }
        if (isBlank) {
            return;
        }
        context.setTextBaseline("alphabetic");
        boolean epochs = stepsPerEpoch > 0 && across.to() / stepsPerEpoch >= 1;
        double unit = epochs ? stepsPerEpoch : 1;
        double end = across.to() / unit;
        int most = (int) Math.max(2, across.end() / 85);
        double each = Math.max(epochs ? 1 : 0, new Scale(0, end, across.start(), across.end()).spacing(most));
        String word = epochs ? "epoch " : "step ";
        for (double mark = 0; mark <= end + 1e-9; mark += each) {
            double x = across.place(mark * unit);
            boolean first = mark == 0;
            boolean last = mark + each > end + 1e-9;
            context.setTextAlign(first ? "left" : x > across.end() - 20 ? "right" : "center");
            context.fillText(
                    (last && !first ? word : "") + Scale.label(mark, each),
                    first ? across.start() : x,
                    up.start() + LABEL_HEIGHT);
        }
    }
}
