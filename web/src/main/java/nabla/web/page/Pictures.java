package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Small grey pictures on canvases: ink of the page's colour on nothing. */
final class Pictures {
    private Pictures() {}

    /** Paints a square picture of 28×28 on a canvas of that size. {@code ink} is from 0 to 1, row by row. */
    static void paint(HTMLCanvasElement canvas, float[] ink, int from) {
        int side = DigitImage.SIDE;
        int[] color = Palette.components("ink");
        CanvasRenderingContext2D context = Dom.context(canvas);
        ImageData image = new ImageData(side, side);
        Uint8ClampedArray data = image.getData();
        for (int i = 0; i < side * side; i++) {
            int alpha = Math.round(ink[from + i] * 255);
            if (alpha > 0) {
                data.set(4 * i, color[0]);
                data.set(4 * i + 1, color[1]);
                data.set(4 * i + 2, color[2]);
                data.set(4 * i + 3, alpha);
            }
        }
        context.putImageData(image, 0, 0);
    }

    static void clear(HTMLCanvasElement canvas) {
        Dom.context(canvas).clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    }
}
