package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.dom.html.HTMLElement;

/** The drawing surface, the small picture that the network sees of it, and what the network makes of it. */
final class Drawing {
    /** Has the picture read by the network; {@link Drawing#show} is called with the answer later. */
    @FunctionalInterface
    interface Reader {
        void read(float[] picture);
    }

    private final Reader reader;
    private final DrawingPad pad = new DrawingPad(this::refresh);
    private final HTMLCanvasElement seen = Dom.canvas(DigitImage.SIDE, DigitImage.SIDE);
    private final HTMLElement answer = Dom.element("strong", "");
    private final HTMLElement normalise = Dom.element("input", "");
    private final ProbabilityBars bars;
    private String[] classes;
    private float @Nullable [] picture;
    private boolean networkIsThere;
    private boolean awaitsAnswer;
    private boolean isStale;

    Drawing(HTMLElement place, String[] classes, Reader reader) {
        this.reader = reader;
        this.classes = classes;
        bars = new ProbabilityBars(classes.length);
        place.setClassName("draw");
        place.appendChild(pad.canvas());
        place.appendChild(seenPart());
        place.appendChild(bars.element());
        place.appendChild(actions());
        Palette.onChange(this::paintSeen);
        refresh();
    }

    private HTMLElement seenPart() {
        HTMLElement part = Dom.element("div", "seen");
        seen.setAttribute("role", "img");
        seen.setAttribute("aria-label", "The 28 by 28 picture that the network sees");
        part.appendChild(seen);
        part.appendChild(Dom.element("span", "quiet", "what it sees: 28 × 28"));
        HTMLElement reads = Dom.element("div", "answer", "It reads");
        answer.setAttribute("data-testid", "prediction");
        answer.setAttribute("aria-live", "polite");
        reads.appendChild(answer);
        part.appendChild(reads);
        return part;
    }

    private HTMLElement actions() {
        HTMLElement actions = Dom.element("div", "pad-actions");
        HTMLElement clear = Dom.element("button", "button small", "Clear");
        clear.setAttribute("type", "button");
        clear.setAttribute("data-testid", "clear");
        Dom.on(clear, "click", pad::clear);
        actions.appendChild(clear);
        HTMLElement label = Dom.element("label", "switch");
        normalise.setAttribute("type", "checkbox");
        normalise.setAttribute("checked", "");
        Dom.on(normalise, "change", this::refresh);
        label.appendChild(normalise);
        label.appendChild(Dom.element("span", "", "size and centre it as MNIST does"));
        actions.appendChild(label);
        return actions;
    }

    /** From now on there is a network that can read, of these classes. */
    void enable(String[] names) {
        classes = names;
        bars.name(names);
        networkIsThere = true;
        awaitsAnswer = false;
        ask();
    }

    /** The network has changed: what it said of the drawing may no longer hold. */
    void askAgain() {
        ask();
    }

    /** The network's answer to the last picture. */
    void show(double[] probabilities) {
        awaitsAnswer = false;
        if (picture != null) {
            Dom.setText(answer, classes[bars.show(probabilities)]);
        }
        if (isStale) {
            ask();
        }
    }

    /** No answer will come: the worker has gone. */
    void disable() {
        networkIsThere = false;
        awaitsAnswer = false;
        isStale = false;
    }

    private void refresh() {
        picture = pad.picture(Dom.isChecked(normalise));
        paintSeen();
        if (picture == null) {
            Dom.setText(answer, "–");
            bars.clear();
        }
        ask();
    }

    private void ask() {
        isStale = awaitsAnswer;
        if (networkIsThere && !awaitsAnswer && picture != null) {
            awaitsAnswer = true;
            reader.read(picture);
        }
    }

    private void paintSeen() {
        if (picture == null) {
            Pictures.clear(seen);
        } else {
            Pictures.paint(seen, picture, 0);
        }
    }
}
