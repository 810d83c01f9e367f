package nabla.web.stepper;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import nabla.web.dom.Dom;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The forward pass as a graph: values flow to the right, gradients to the left. Drawn once for each way of folding; a move
 * of the cursor only changes what its nodes and edges are marked as.
 */
final class GraphView implements View {
    private static final int MANY = 40;

    private final IntConsumer go;
    private final HTMLElement scroller = Dom.byId("stepper-graph");
    private final HTMLElement minimap = Dom.byId("stepper-minimap");
    private final GraphHover hover;
    private final GraphTable table = new GraphTable(Dom.byId("stepper-graph-table"));
    private final Set<String> folded = new HashSet<>();
    private @Nullable Trace trace;
    private @Nullable GraphLayout layout;
    private @Nullable Step shown;
    private GraphLayout.@Nullable Node current;
    private @Nullable HTMLElement colored;
    private HTMLElement[] nodes = new HTMLElement[0];
    private HTMLElement[] values = new HTMLElement[0];
    private HTMLElement[] gradients = new HTMLElement[0];
    private String[] marks = new String[0];

    /**
     * @param go is told the step that a click means
     * @param formulas is asked for the formula of what is pointed at
     */
    GraphView(IntConsumer go, GraphHover.Request formulas) {
        this.go = go;
        hover = new GraphHover(scroller, formulas);
        Dom.listen(scroller, "click", this::click);
        Dom.listen(scroller, "keydown", event -> {
            String key = Dom.key(event);
            if ((key.equals("Enter") || key.equals(" "))
                    && !Dom.attributeAt(event, "data-module").isEmpty()) {
                event.preventDefault();
                click(event);
            }
        });
        Dom.on(Dom.byId("stepper-fold"), "click", () -> foldAll(true));
        Dom.on(Dom.byId("stepper-unfold"), "click", () -> foldAll(false));
        Dom.on(scroller, "scroll", this::moveFrame);
        Dom.listen(minimap, "pointerdown", event -> scrollTo(scroller, share(event, minimap)));
    }

    GraphHover hover() {
        return hover;
    }

    @Override
    public void open(Trace next) {
        boolean first = trace == null;
        boolean same = trace != null && trace.length() == next.length();
        trace = next;
        table.open(next);
        hover.open(next);
        if (same && layout != null) {
            // Another iteration of the same program: its shapes and places are the same, its norms are not.
            draw();
            return;
        }
        folded.clear();
        if (first && GraphLayout.size(next) > 3 * MANY) {
            foldModules(next);
        }
        draw();
    }

    private void foldModules(Trace of) {
        for (Step step : of.steps()) {
            if (step.isRecorded() && !step.module().isEmpty()) {
                folded.add(step.module());
            }
        }
    }

    private void foldAll(boolean fold) {
        folded.clear();
        if (fold && trace != null) {
            foldModules(trace);
        }
        draw();
    }

    private void click(Event event) {
        String module = Dom.attributeAt(event, "data-module");
        String step = Dom.attributeAt(event, "data-step");
        if (!module.isEmpty()) {
            if (!folded.remove(module)) {
                folded.add(module);
            }
            draw();
            focus(scroller, module);
        } else if (!step.isEmpty()) {
            go.accept(target(Integer.parseInt(step)));
        }
    }

    /** In the backward pass a node means the step that turns it round. */
    private int target(int step) {
        if (trace != null && shown != null && shown.phase() == Phase.BACKWARD) {
            for (Step other : trace.steps()) {
                if (other.phase() == Phase.BACKWARD && other.forward() == step) {
                    return other.index();
                }
            }
        }
        return step;
    }

    private void draw() {
        Trace of = trace;
        if (of == null) {
            return;
        }
        GraphLayout drawn = new GraphLayout(of, folded);
        layout = drawn;
        scroller.setInnerHTML(GraphDrawing.svg(of, drawn));
        boolean many = drawn.nodes().size() > MANY;
        minimap.setHidden(!many);
        if (many) {
            minimap.setInnerHTML(GraphDrawing.minimap(drawn));
        }
        nodes = elements(".node", drawn.nodes().size());
        values = elements(".edge.value", drawn.edges().size());
        gradients = elements(".edge.gradient", drawn.edges().size());
        marks = new String[nodes.length + 2 * values.length];
        if (shown != null) {
            show(of.step(Math.min(shown.index(), of.length() - 1)));
            reveal();
        }
    }

    private HTMLElement[] elements(String selector, int count) {
        HTMLElement[] found = new HTMLElement[count];
        for (int i = 0; i < count; i++) {
            found[i] = (HTMLElement) scroller.querySelector(selector + "[data-index='" + i + "']");
        }
        return found;
    }

    @Override
    public void show(Step step) {
        shown = step;
        Trace of = trace;
        GraphLayout drawn = layout;
        if (of == null || drawn == null) {
            return;
        }
        int now = drawn.nodeOfStep(of.recorded(step));
        if (now < 0 || step.accumulates()) {
            now = drawn.nodeOfLeaf(of.parameter(step));
        }
        for (int i = 0; i < nodes.length; i++) {
            GraphLayout.Node node = drawn.nodes().get(i);
            boolean done = node.step() < 0 || node.step() <= step.index();
            mark(i, nodes[i], "node " + kind(of, node) + (i == now ? " now" : done ? " done" : " later"));
        }
        for (int i = 0; i < values.length; i++) {
            GraphLayout.Edge edge = drawn.edges().get(i);
            TensorInfo tensor = of.tensor(edge.tensor());
            int producer = of.producer(tensor.id());
            boolean live = producer < 0 ? step.phase() != Phase.ZERO_GRAD : producer <= step.index();
            boolean flows = step.isRecorded() && drawn.nodeOfStep(step.index()) == edge.to();
            mark(nodes.length + i, values[i], "edge value" + (live ? " live" : " later") + (flows ? " flow" : ""));
            int made = tensor.gradient() < 0 ? -1 : of.producer(tensor.gradient());
            boolean back = made >= 0 && made <= step.index();
            mark(
                    nodes.length + values.length + i,
                    gradients[i],
                    "edge gradient" + (back ? " live" : " later") + (made == step.index() ? " flow" : ""));
        }
        current = now < 0 ? null : drawn.nodes().get(now);
        HTMLElement node = now < 0 ? null : nodes[now];
        if (colored != null && colored != node) {
            Phase.uncolor(colored);
        }
        if (node != null) {
            step.phase().color(node);
        }
        colored = node;
        table.show(step);
    }

    @Override
    public void reveal() {
        GraphLayout.Node node = current;
        if (node != null) {
            follow(scroller, node.x() - 20, node.x() + GraphLayout.NODE_WIDTH + 20, node.y());
        }
    }

    private static String kind(Trace of, GraphLayout.Node node) {
        return node.tensor() >= 0 ? of.tensor(node.tensor()).kind() : "operation";
    }

    private void mark(int place, HTMLElement element, String classes) {
        if (!classes.equals(marks[place])) {
            marks[place] = classes;
            element.setAttribute("class", classes);
        }
    }

    private void moveFrame() {
        HTMLElement frame = minimap.querySelector(".frame");
        if (frame != null && layout != null) {
            frame.setAttribute("x", Numbers.fixed(scroller.getScrollLeft(), 0));
            frame.setAttribute("width", Numbers.fixed(scroller.getClientWidth(), 0));
        }
    }

    /** Scrolls as little as is needed, and only inside this element. */
    @JSBody(
            params = {"box", "left", "right", "top"},
            script = "var l=box.scrollLeft,w=box.clientWidth,t=box.scrollTop,h=box.clientHeight;"
                    + "if(left<l||right>l+w)box.scrollLeft=(left+right-w)/2;"
                    + "if(top<t||top+40>t+h)box.scrollTop=top-h/2;")
    private static native void follow(HTMLElement box, double left, double right, double top);

    @JSBody(
            params = {"box", "share"},
            script = "box.scrollLeft=share*box.scrollWidth-box.clientWidth/2;")
    private static native void scrollTo(HTMLElement box, double share);

    @JSBody(
            params = {"event", "element"},
            script = "var r=element.getBoundingClientRect();return (event.clientX-r.left)/r.width;")
    private static native double share(Event event, HTMLElement element);

    @JSBody(
            params = {"box", "module"},
            script = "var e=box.querySelector('[data-module=\"'+CSS.escape(module)+'\"]');if(e)e.focus();")
    private static native void focus(HTMLElement box, String module);
}
