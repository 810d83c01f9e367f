package nabla.web.board;

import java.util.ArrayList;
import java.util.List;
import nabla.board.Histogram;
import nabla.board.LayerReading;
import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import nabla.web.js.Clock;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float64Array;

/**
 * One board for the whole network, a row for each layer. It lies in a {@code <details>} whose summary tells the alarms;
 * folded, it paints nothing.
 */
public final class TrainingBoard {
    private static final double REST_MILLISECONDS = 300;

    private final HTMLElement place;
    private final HTMLElement state = Dom.element("span", "quiet");
    private final AlarmList alarms = new AlarmList();
    private final HTMLElement empty = Dom.element(
            "p", "empty", "Run the training to see what its layers do: their gradients, steps and outputs.");
    private final HTMLElement body = Dom.element("div", "board-body");
    private final HTMLElement rows = Dom.element("div", "board-rows");
    private final HTMLElement order = Dom.element("select", "");
    private final HTMLElement[] heads = new HTMLElement[5];
    private final HTMLElement note = Dom.element("p", "chart-note");
    private final BoardTable table = new BoardTable(this::changed);
    private final List<LayerRow> layers = new ArrayList<>();
    private @Nullable History history;
    private double painted;
    private boolean waits;

    /** The board in the element of the id {@code board}, a {@code <details>} with a summary; null where there is none. */
    public static @Nullable TrainingBoard onPage() {
        HTMLElement place = Dom.document().getElementById("board");
        return place == null ? null : new TrainingBoard(place);
    }

    private TrainingBoard(HTMLElement place) {
        this.place = place;
        place.querySelector("summary").appendChild(state);
        state.setAttribute("data-testid", "board-state");
        place.appendChild(alarms.element());
        place.appendChild(empty);
        build();
        place.appendChild(body);
        clear();
        Dom.on(place, "toggle", this::changed);
        Dom.on(Dom.window(), "resize", this::changed);
        Palette.onChange(this::changed);
    }

    private void build() {
        HTMLElement label = Dom.element("label", "board-sort");
        label.appendChild(Dom.element("span", "quiet", "Sort by"));
        order.setAttribute("data-testid", "board-sort");
        for (String[] way : new String[][] {
            {"network", "order in the network"},
            {"gradient", "largest gradient"},
            {"update", "largest update"},
            {"zeros", "most zeros"}
        }) {
            HTMLElement option = Dom.element("option", "", way[1]);
            option.setAttribute("value", way[0]);
            order.appendChild(option);
        }
        label.appendChild(order);
        Dom.on(order, "change", this::changed);
        body.appendChild(label);
        HTMLElement head = Dom.element("div", "layer-row board-head");
        head.setAttribute("aria-hidden", "true");
        for (int i = 0; i < heads.length; i++) {
            heads[i] = Dom.element("div", "");
            head.appendChild(heads[i]);
        }
        head(0, "Layer", "");
        head(2, "Step", "‖Δw‖ / ‖w‖, dashed: 0.001");
        head(3, "Outputs", "mean ± deviation, dashed: 0");
        head(4, "ReLUs off", "dashed: 90 %");
        body.appendChild(head);
        body.appendChild(rows);
        HTMLElement foot = Dom.element("div", "chart-foot");
        foot.appendChild(note);
        foot.appendChild(table.element());
        body.appendChild(foot);
    }

    private void head(int column, String title, String explanation) {
        heads[column].setInnerHTML("");
        heads[column].appendChild(Dom.element("b", "", title));
        heads[column].appendChild(Dom.element("span", "", explanation));
    }

    /** A run begins: nothing is known yet. */
    public void clear() {
        history = null;
        alarms.clear();
        layers.clear();
        rows.setInnerHTML("");
        body.setHidden(true);
        empty.setHidden(false);
        describe();
    }

    /** Takes a message of the worker: {@code layers}, {@code measured} or {@code alarm}. */
    public void receive(JsRecord message) {
        switch (message.text("type")) {
            case "layers" -> start(new History(Measured.layers(message.record("layers"))));
            case "measured" -> measured((Float64Array) message.object("numbers"));
            case "alarm" -> {
                alarms.add(message);
                describe();
            }
            default -> throw new IllegalArgumentException("This message is not for the board: " + message.toJson());
        }
    }

    private void measured(Float64Array numbers) {
        History present = history;
        if (present != null) {
            present.add(Measured.readings(numbers, present.layers().size()));
            changed();
        }
    }

    private void start(History fresh) {
        history = fresh;
        layers.clear();
        rows.setInnerHTML("");
        for (int i = 0; i < fresh.layers().size(); i++) {
            LayerRow row = new LayerRow(i, fresh.layers().get(i));
            layers.add(row);
            rows.appendChild(row.element());
        }
        body.setHidden(false);
        empty.setHidden(true);
    }

    private void describe() {
        int count = alarms.count();
        Dom.setText(state, count > 0 ? Numbers.counted(count, "alarm") : history == null ? "" : "no alarm");
        Dom.setClass(state, "bad", count > 0);
    }

    /** Something has changed: paint, a few times a second at most. */
    private void changed() {
        if (waits || history == null || !place.hasAttribute("open")) {
            describe();
            return;
        }
        waits = true;
        Window.setTimeout(this::paint, Math.max(0, painted + REST_MILLISECONDS - Clock.now()));
    }

    private void paint() {
        waits = false;
        painted = Clock.now();
        History present = history;
        if (present == null || present.size() == 0) {
            return;
        }
        describe();
        int[] bins = present.bins();
        head(1, "Gradient", "log₁₀|g| from " + exponent(bins[0]) + " to " + exponent(bins[1] + 1));
        List<Integer> sorted = sorted(present);
        for (int number : sorted) {
            LayerRow row = layers.get(number);
            rows.appendChild(row.element());
            row.show(present, bins);
        }
        Dom.setText(
                note,
                "Iterations 0 to " + Numbers.grouped(present.iteration(present.size() - 1))
                        + "; a column for each measured one: all at first, then ever fewer.");
        table.show(present, sorted);
    }

    private static String exponent(int bin) {
        return Numbers.fixed(Histogram.LOWEST + bin * Histogram.WIDTH, 0).replace('-', '−');
    }

    private List<Integer> sorted(History present) {
        List<Integer> numbers = new ArrayList<>();
        double[] keys = new double[layers.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = switch (Dom.value(order)) {
                case "gradient" -> present.most(i, LayerReading::gradientNorm);
                case "update" -> present.most(i, LayerReading::updateRatio);
                case "zeros" -> present.layers().get(i).isRectified() ? present.most(i, LayerReading::zeros) : -1;
                default -> -i;
            };
            int at = 0;
            while (at < i && keys[numbers.get(at)] >= keys[i]) {
                at++;
            }
            numbers.add(at, i);
        }
        return numbers;
    }
}
