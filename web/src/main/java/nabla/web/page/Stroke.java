package nabla.web.page;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.canvas.CanvasRenderingContext2D;

/** One line drawn without lifting the pen. */
final class Stroke {
    private record Point(double x, double y) {}

    private final List<Point> points = new ArrayList<>();

    void to(double x, double y) {
        points.add(new Point(x, y));
    }

    /** Paints the line, rounded by letting each point bend the curve between its neighbours' midpoints. */
    void paint(CanvasRenderingContext2D context) {
        Point first = points.get(0);
        context.beginPath();
        context.moveTo(first.x, first.y);
        if (points.size() == 1) {
            context.lineTo(first.x + 0.01, first.y);
        }
        for (int i = 1; i < points.size(); i++) {
            Point before = points.get(i - 1);
            Point point = points.get(i);
            context.quadraticCurveTo(before.x, before.y, (before.x + point.x) / 2, (before.y + point.y) / 2);
        }
        Point last = points.get(points.size() - 1);
        context.lineTo(last.x, last.y);
        context.stroke();
    }
}
