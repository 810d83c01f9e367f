package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * The cards about pictures: what the network reads in those of the test set, what it takes for what, and what the person
 * draws. A page has all of them, or all but the drawing.
 */
final class PictureCards {
    private static final String[] DIGITS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

    private final DigitGrid digits =
            new DigitGrid(Dom.byId("digits"), "Run the training to see which test pictures it reads rightly.");
    private final DigitGrid mistakes = new DigitGrid(Dom.byId("mistakes"), "");
    private final ConfusionMatrix confusion = new ConfusionMatrix(Dom.byId("confusion"));
    private final @Nullable Drawing drawing;
    private String[] classes = DIGITS;

    private PictureCards(Drawing.Reader reader) {
        HTMLElement place = Dom.document().getElementById("drawing");
        drawing = place == null ? null : new Drawing(place, DIGITS, reader);
    }

    /** The page's cards, or null if it is not about pictures; {@code reader} has the network read what is drawn. */
    static @Nullable PictureCards onPage(Drawing.Reader reader) {
        return Dom.document().getElementById("digits") == null ? null : new PictureCards(reader);
    }

    /** A run begins: what is shown of the last one's mistakes is no longer true. */
    void begin() {
        mistakes.clear();
    }

    /** Pictures are of these classes from now on. */
    void name(String[] names) {
        classes = names;
    }

    /** There is a network now that can be asked. */
    void enable() {
        if (drawing != null) {
            drawing.enable(classes);
            Dom.setText(Dom.byId("draw-hint"), "The network reads it while you draw.");
        }
    }

    /** There is no network any more. */
    void disable() {
        if (drawing != null) {
            drawing.disable();
        }
    }

    /** The network has changed. */
    void askAgain() {
        if (drawing != null) {
            drawing.askAgain();
        }
    }

    /** The worker has sent pictures for one of the grids. */
    void pictures(JsRecord message) {
        grid(message).pictures(floats(message, "pixels"));
    }

    /** The worker has sent what the network reads in a grid's pictures. */
    void readings(JsRecord message) {
        grid(message).readings(integers(message, "labels"), integers(message, "predictions"), classes);
    }

    /** The worker has sent how often each class was taken for each other. */
    void confusion(JsRecord message) {
        confusion.show(integers(message, "confusion"), classes);
    }

    /** The worker has sent what the network makes of the drawing. */
    void prediction(JsRecord message) {
        if (drawing == null) {
            return;
        }
        float[] given = floats(message, "probabilities");
        double[] probabilities = new double[given.length];
        for (int i = 0; i < given.length; i++) {
            probabilities[i] = given[i];
        }
        drawing.show(probabilities);
    }

    private DigitGrid grid(JsRecord message) {
        return message.text("grid").equals("mistakes") ? mistakes : digits;
    }

    private static float[] floats(JsRecord message, String name) {
        return ((Float32Array) message.object(name)).copyToJavaArray();
    }

    private static int[] integers(JsRecord message, String name) {
        return ((Int32Array) message.object(name)).copyToJavaArray();
    }
}
