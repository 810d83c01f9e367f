package nabla.web.stepper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** The step's tensors as pictures, and the one cell of them that is chosen: its formula, its numbers, its proof. */
final class NumbersView implements View {
    /** What the view asks for. */
    interface Requests {
        /** How a cell came about; the answer is given to {@link #explained}. */
        void explain(Step step, int tensor, int cell);

        /** Whether a gradient's cell is right; the answer is given to {@link GradientCheck#show}. */
        void check(int tensor, int cell);

        void complete(int tensor);

        /** The chosen cell has changed. */
        void selected();
    }

    private static final int REMEMBERED = 60;

    private final Requests requests;
    private final HTMLElement view = Dom.byId("stepper-numbers");
    private final HTMLElement results = Dom.byId("stepper-results");
    private final HTMLElement sources = Dom.byId("stepper-sources");
    private final HTMLElement empty = Dom.byId("stepper-no-numbers");
    private final HTMLElement resultsTitle = Dom.byId("stepper-results-title");
    private final HTMLElement sourcesTitle = Dom.byId("stepper-sources-title");
    private final ExplanationPanel explanation = new ExplanationPanel();
    private final PartsPanel parts;
    private final MakerLink maker;
    private final GradientCheck check = new GradientCheck();
    private final List<TensorCard> cards = new ArrayList<>();

    /** Where each card belongs. */
    private final List<HTMLElement> places = new ArrayList<>();

    private final PaintQueue paintings = new PaintQueue(view);

    /** Cards of steps before, by tensor and height: a step back or forth paints only what is new. */
    private final Map<String, TensorCard> known = new HashMap<>();

    private @Nullable Trace trace;
    private @Nullable Trace other;
    private @Nullable Step step;
    private double width = 240;
    private int tensor = -1;
    private int cell = -1;
    private boolean isAsked;

    private final TensorCard.Listener ears = new TensorCard.Listener() {
        @Override
        public void hover(TensorInfo pointed, int at) {
            if (at < 0) {
                tell();
            } else if (isOutput(pointed.id())) {
                ask(pointed.id(), at);
            }
        }

        @Override
        public void select(TensorInfo chosen, int at) {
            NumbersView.this.select(chosen.id(), at);
            requests.selected();
        }

        @Override
        public void complete(TensorInfo wanted) {
            requests.complete(wanted.id());
        }
    };

    /** @param go is told the step that a click means */
    NumbersView(Requests requests, IntConsumer go) {
        this.requests = requests;
        parts = new PartsPanel();
        maker = new MakerLink(go);
    }

    GradientCheck check() {
        return check;
    }

    ExplanationPanel explanation() {
        return explanation;
    }

    /** The step's tensors, all of them painted. */
    List<TensorCard> cards() {
        paintings.finish();
        return cards;
    }

    @Override
    public void open(Trace next) {
        trace = next;
        step = null;
        known.clear();
        measure();
        parts.open(next);
    }

    /** Shows beside each tensor the same one of another iteration; null for none. */
    void compare(@Nullable Trace with) {
        other = with;
        redraw();
    }

    /** Draws all again, in other colours or another size. */
    void redraw() {
        known.clear();
        measure();
        if (step != null) {
            int keptTensor = tensor;
            int keptCell = cell;
            show(step);
            if (card(keptTensor) != null) {
                select(keptTensor, keptCell);
            }
        }
    }

    private void measure() {
        width = Math.max(240, view.getClientWidth() - 40);
    }

    @Override
    public void show(Step next) {
        Trace of = trace;
        if (of == null) {
            return;
        }
        step = next;
        tensor = -1;
        cell = -1;
        cards.clear();
        places.clear();
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        results.setInnerHTML("");
        sources.setInnerHTML("");
        if (next.phase() == Phase.STEP) {
            change(of, next);
        }
        for (int output : ordered(of, next.outputs())) {
            add(results, of, output, 240);
        }
        List<Integer> taken = new ArrayList<>();
        for (int[] ids : new int[][] {next.inputs(), next.saved()}) {
            for (int id : ids) {
                if (!taken.contains(id) && !isOutput(id)) {
                    taken.add(id);
                    add(sources, of, id, 190);
                }
            }
        }
        sourcesTitle.setHidden(taken.isEmpty());
        resultsTitle.setHidden(next.outputs().length == 0);
        parts.show(next);
        empty.setHidden(!cards.isEmpty());
        maker.hide();
        if (cards.isEmpty()) {
            explanation.none();
        } else {
            explanation.clear();
        }
        int main = of.mainOutput(next);
        check.clear(next.phase() == Phase.BACKWARD);
        if (main < 0 && !cards.isEmpty()) {
            main = cards.get(0).tensor().id();
        }
        TensorCard first = card(main);
        paintings.paint(cards, first);
        // Only now: before it paints on a canvas that is in the page, the browser works out the whole page's styles
        // anew.
        for (int i = 0; i < cards.size(); i++) {
            places.get(i).appendChild(cards.get(i).element());
        }
        if (first != null) {
            select(main, first.strongest());
        }
    }

    /** The largest first: it is what the step is for. */
    private static List<Integer> ordered(Trace of, int[] ids) {
        List<Integer> ordered = new ArrayList<>();
        for (int id : ids) {
            int at = 0;
            while (at < ordered.size()
                    && of.tensor(ordered.get(at)).size() >= of.tensor(id).size()) {
                at++;
            }
            ordered.add(at, id);
        }
        return ordered;
    }

    private void add(HTMLElement place, Trace of, int id, double height) {
        String key = id + "/" + (int) height;
        TensorCard card = known.get(key);
        if (card == null) {
            card = made(of, id, height);
            known.put(key, card);
        }
        card.light(List.of());
        put(place, card);
    }

    private void put(HTMLElement place, TensorCard card) {
        cards.add(card);
        places.add(place);
    }

    private TensorCard made(Trace of, int id, double height) {
        TensorInfo info = of.tensor(id);
        Trace beside = other;
        TensorCard.Source others = beside != null
                        && id < beside.tensors().length
                        && beside.tensor(id).size() == info.size()
                ? () -> beside.cells(beside.tensor(id))
                : null;
        return new TensorCard(
                of, info, () -> of.cells(info), info.ownSymbol(), info.name(), others, width, height, ears);
    }

    /** By how much each number of a parameter changes: what the update is, less what the parameter was. */
    private void change(Trace of, Step next) {
        int update = of.mainOutput(next);
        int parameter = of.parameter(next);
        if (update < 0 || parameter < 0) {
            return;
        }
        String key = "change/" + update;
        TensorCard made = known.get(key);
        if (made != null) {
            made.light(List.of());
            put(results, made);
            return;
        }
        TensorInfo after = of.tensor(update);
        TensorInfo before = of.tensor(parameter);
        if (after.count() != before.count()) {
            return;
        }
        String name = Language.say("change of {0}", of.tensor(parameter).title());
        TensorCard.Source change = () -> difference(of.cells(after), of.cells(before));
        TensorCard card = new TensorCard(of, after, change, "Δw", name, null, width, 220, ears);
        known.put(key, card);
        put(results, card);
    }

    private static double[] difference(double[] after, double[] before) {
        double[] difference = new double[after.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = after[i] - before[i];
        }
        return difference;
    }

    private boolean isOutput(int id) {
        if (step != null) {
            for (int output : step.outputs()) {
                if (output == id) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The tensor's own card; that of a change shows an update's cells too, but stands before it. */
    private @Nullable TensorCard card(int id) {
        TensorCard found = null;
        for (TensorCard card : cards) {
            if (card.tensor().id() == id) {
                found = card;
            }
        }
        return found;
    }

    /** Chooses a cell; a cell that is not there chooses none. */
    void select(int id, int at) {
        TensorCard chosen = card(id);
        if (chosen == null || Double.isNaN(chosen.value(at)) && at < 0) {
            return;
        }
        tensor = id;
        cell = at;
        for (TensorCard card : cards) {
            card.select(card.tensor().id() == id ? at : -1);
        }
        tell();
        if (chosen.tensor().is("gradient")) {
            check.ask();
            requests.check(id, at);
        } else {
            check.clear(step != null && step.phase() == Phase.BACKWARD);
        }
    }

    /** Has the chosen cell explained; what the step only takes was made elsewhere. */
    private void tell() {
        if (trace == null || tensor < 0 || isOutput(tensor)) {
            ask(tensor, cell);
            return;
        }
        isAsked = false;
        explanation.none();
        for (TensorCard card : cards) {
            card.light(List.of());
        }
        maker.show(trace, trace.tensor(tensor));
    }

    /** Chooses by the place of a tensor among the step's and of a cell in it, as a link does. */
    void select(int position, int[] place) {
        TensorCard chosen = position < 0 ? card(tensor) : position < cards.size() ? cards.get(position) : null;
        int at = chosen == null ? -1 : chosen.cell(place);
        if (chosen != null && at >= 0) {
            select(chosen.tensor().id(), at);
        }
    }

    private void ask(int id, int at) {
        if (step != null && at >= 0 && isOutput(id)) {
            isAsked = true;
            maker.hide();
            requests.explain(step, id, at);
        }
    }

    int tensor() {
        return tensor;
    }

    int cell() {
        return cell;
    }

    /** The place of the chosen tensor among the step's; -1 where it is the one that comes by itself. */
    int position() {
        if (trace == null || step == null || trace.mainOutput(step) == tensor) {
            return -1;
        }
        for (int i = 0; i < cards.size(); i++) {
            if (cards.get(i).tensor().id() == tensor) {
                return i;
            }
        }
        return -1;
    }

    /** The chosen cell's place in its tensor; null if none is chosen. */
    int @Nullable [] place() {
        TensorCard chosen = card(tensor);
        return chosen == null || cell < 0 ? null : chosen.place(cell);
    }

    /** The worker's explanation of a cell of this step. */
    void explained(JsRecord message) {
        if (!isAsked) {
            return;
        }
        explanation.show(message);
        JsRecord list = message.record("lights");
        for (TensorCard card : cards) {
            List<Light> lights = new ArrayList<>();
            for (int i = 0; i < list.length(); i++) {
                JsRecord light = list.at(i);
                if (light.integer("tensor") == card.tensor().id()) {
                    lights.add(new Light(
                            card.tensor().id(), TraceReader.integers(light, "cells"), light.text("role", "term")));
                }
            }
            card.light(lights);
        }
    }
}
