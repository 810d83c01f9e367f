package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Paints a step's tensors: the main one and small ones before the step is shown, the pictures of large ones after it. */
final class PaintQueue {
    /** So many cells are painted at once, besides the main tensor's. */
    private static final int AT_ONCE = 16_384;

    /** A frame, and a little more: what is there already is seen first. */
    private static final int LATER_MILLISECONDS = 20;

    /** Says in the page whether pictures are still to come. */
    private static final String PAINTING = "data-painting";

    private final HTMLElement view;
    private final List<TensorCard> waiting = new ArrayList<>();
    private boolean isDue;

    PaintQueue(HTMLElement view) {
        this.view = view;
    }

    /** Paints these and forgets those of another step. */
    void paint(List<TensorCard> cards, @Nullable TensorCard first) {
        waiting.clear();
        if (first != null) {
            first.paint();
        }
        int cells = 0;
        for (TensorCard card : cards) {
            if (!card.isPainted()) {
                cells += card.tensor().count();
                if (cells <= AT_ONCE) {
                    card.paint();
                } else {
                    waiting.add(card);
                }
            }
        }
        tell();
        goOnLater();
    }

    /** Paints all that wait. */
    void finish() {
        while (!waiting.isEmpty()) {
            paintNext();
        }
    }

    private void paintNext() {
        waiting.remove(0).paint();
        tell();
    }

    private void tell() {
        view.setAttribute(PAINTING, String.valueOf(!waiting.isEmpty()));
    }

    private void goOnLater() {
        if (isDue || waiting.isEmpty()) {
            return;
        }
        isDue = true;
        Window.setTimeout(
                () -> {
                    isDue = false;
                    if (!waiting.isEmpty()) {
                        paintNext();
                        goOnLater();
                    }
                },
                LATER_MILLISECONDS);
    }
}
