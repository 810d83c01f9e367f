package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** Pictures of the test set with what the network reads in them, right or wrong. */
final class DigitGrid {
    private final HTMLElement place;
    private final HTMLElement list = Dom.element("ul", "digits");
    private final HTMLElement note = Dom.element("p", "chart-note");
    private HTMLCanvasElement[] canvases = new HTMLCanvasElement[0];
    private HTMLElement[] cells = new HTMLElement[0];
    private HTMLElement[] texts = new HTMLElement[0];
    private float @Nullable [] pictures;

    /** A grid with no pictures yet; {@code empty} says why. */
    DigitGrid(HTMLElement place, String empty) {
        this.place = place;
        if (!empty.isEmpty()) {
            place.appendChild(Dom.element("p", "empty", empty));
        }
        Palette.onChange(this::paint);
    }

    private String summary(int wrong, boolean isBrief) {
        if (wrong == cells.length) {
            return isBrief
                    ? "Some of its mistakes. “4 ✗ 9”: it read 4, but it is 9."
                    : "Some of its mistakes: what it read, but is not.";
        }
        return (cells.length - wrong) + " of these " + cells.length + " right";
    }

    /** Shows new pictures: 28×28 numbers from 0 to 1 for each. */
    void pictures(float[] all) {
        pictures = all;
        int count = all.length / (DigitImage.SIDE * DigitImage.SIDE);
        if (count != cells.length) {
            build(count);
        }
        paint();
    }

    /** Shows what the network reads now. */
    void readings(int[] labels, int[] predictions, String[] classes) {
        int wrong = 0;
        boolean isBrief = true;
        for (int i = 0; i < Math.min(cells.length, labels.length); i++) {
            boolean right = labels[i] == predictions[i];
            String read = classes[predictions[i]];
            String truth = classes[labels[i]];
            wrong += right ? 0 : 1;
            boolean brief = read.length() + truth.length() <= 4;
            isBrief &= brief;
            cells[i].setClassName((right ? "right" : "wrong") + (brief ? "" : " words"));
            Dom.setText(texts[i], right ? read + (brief ? " ✓" : "") : brief ? read + " ✗ " + truth : "✗ " + read);
            canvases[i].setAttribute("aria-label", truth + ", read as " + read + (right ? ": right" : ": wrong"));
            cells[i].setTitle("It is " + truth + ", read as " + read + ".");
        }
        Dom.setText(note, summary(wrong, isBrief));
    }

    void clear() {
        place.setInnerHTML("");
        cells = new HTMLElement[0];
        canvases = new HTMLCanvasElement[0];
        pictures = null;
    }

    private void build(int count) {
        place.setInnerHTML("");
        list.setInnerHTML("");
        place.appendChild(list);
        place.appendChild(note);
        canvases = new HTMLCanvasElement[count];
        cells = new HTMLElement[count];
        texts = new HTMLElement[count];
        for (int i = 0; i < count; i++) {
            canvases[i] = Dom.canvas(DigitImage.SIDE, DigitImage.SIDE);
            canvases[i].setAttribute("role", "img");
            canvases[i].setAttribute("aria-label", "a picture of the test set");
            texts[i] = Dom.element("span", "");
            texts[i].setAttribute("aria-hidden", "true");
            cells[i] = Dom.element("li", "");
            cells[i].appendChild(canvases[i]);
            cells[i].appendChild(texts[i]);
            list.appendChild(cells[i]);
        }
    }

    private void paint() {
        if (pictures != null) {
            for (int i = 0; i < canvases.length; i++) {
                Pictures.paint(canvases[i], pictures, i * DigitImage.SIDE * DigitImage.SIDE);
            }
        }
    }
}
