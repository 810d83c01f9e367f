package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * What autograd records in the forward pass and reads from the bottom up in the backward pass. A row is an operation, or
 * a parameter's {@code .grad}, which gradients are added to. What a row has saved is freed once it has been read.
 */
final class TapeView implements View {
    /**
     * A row.
     *
     * @param forward the step that records it; for a parameter the first that uses it
     * @param backward the last step that reads it, or -1
     * @param parameter a parameter's id, or -1
     */
    record Row(int forward, int backward, int parameter) {}

    private final HTMLElement place = Dom.byId("stepper-tape");
    private final List<Row> rows = new ArrayList<>();
    private HTMLElement[] elements = new HTMLElement[0];
    private String[] marks = new String[0];
    private @Nullable HTMLElement current;

    TapeView(IntConsumer go) {
        Dom.listen(place, "click", event -> {
            String step = Dom.attributeAt(event, "data-step");
            if (!step.isEmpty()) {
                go.accept(Integer.parseInt(step));
            }
        });
    }

    /** The rows in the order of recording; a parameter's stands above the first operation that uses it. */
    static List<Row> rows(Trace trace) {
        List<Row> rows = new ArrayList<>();
        boolean[] known = new boolean[trace.tensors().length];
        for (Step step : trace.steps()) {
            if (!step.isRecorded()) {
                continue;
            }
            for (int input : step.inputs()) {
                if (trace.tensor(input).is("parameter") && !known[input]) {
                    known[input] = true;
                    rows.add(new Row(step.index(), accumulation(trace, input), input));
                }
            }
            rows.add(new Row(step.index(), backward(trace, step.index()), -1));
        }
        return rows;
    }

    private static int accumulation(Trace trace, int parameter) {
        int last = -1;
        for (Step step : trace.steps()) {
            if (step.accumulates() && trace.parameter(step) == parameter) {
                last = step.index();
            }
        }
        return last;
    }

    private static int backward(Trace trace, int forward) {
        int last = -1;
        for (Step step : trace.steps()) {
            if (step.phase() == Phase.BACKWARD && step.forward() == forward && !step.accumulates()) {
                last = step.index();
            }
        }
        return last;
    }

    @Override
    public void open(Trace trace) {
        rows.clear();
        rows.addAll(rows(trace));
        Html html = new Html();
        html.open("table")
                .element("caption class=visually-hidden", Language.say("The tape: what autograd has recorded"));
        html.open("thead").open("tr");
        Text[] heads = {
            Text.literal("#"), Text.of("operation"), Text.of("shapes"), Text.of("saved"), Text.literal("grad_fn")
        };
        for (Text head : heads) {
            html.element("th scope=col", Language.say(head));
        }
        html.element("th scope=col title=\"" + Html.escaped(Language.say(Times.WHOSE)) + "\"", "ms");
        html.close("tr").close("thead").open("tbody");
        int number = 0;
        for (Row row : rows) {
            html.open("tr data-step=" + row.forward);
            if (row.parameter >= 0) {
                parameter(html, trace, row);
            } else {
                operation(html, trace, trace.step(row.forward), row, ++number);
            }
            html.element("td class=time", time(trace, row));
            html.close("tr");
        }
        place.setInnerHTML(html.close("tbody").close("table").toString());
        elements = new HTMLElement[rows.size()];
        marks = new String[rows.size()];
        HTMLElement body = place.querySelector("tbody");
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (HTMLElement) body.getChildNodes().item(i);
        }
    }

    private static void parameter(Html html, Trace trace, Row row) {
        TensorInfo tensor = trace.tensor(row.parameter);
        html.element("td", "")
                .open("th scope=row")
                .element("span class=parameter", tensor.name())
                .close("th");
        html.element("td", Shapes.brief(tensor.shape())).element("td", "–");
        html.open("td");
        if (row.backward >= 0) {
            html.element("span class=function", "AccumulateGrad").element("span class=gradient", " .grad +=");
        }
        html.close("td");
    }

    private static void operation(Html html, Trace trace, Step step, Row row, int number) {
        html.element("td", String.valueOf(number)).open("th scope=row").text(step.name());
        html.element("small", step.module().isEmpty() ? "" : " " + step.module())
                .close("th");
        html.open("td");
        for (int i = 0; i < step.inputs().length; i++) {
            html.text((i == 0 ? "" : " ") + shape(trace, step.inputs()[i]));
        }
        html.text(" → ");
        for (int i = 0; i < step.outputs().length; i++) {
            html.text((i == 0 ? "" : " ") + shape(trace, step.outputs()[i]));
        }
        html.close("td").open("td class=saved");
        int[] saved = row.backward < 0 ? new int[0] : step.saved();
        for (int i = 0; i < saved.length; i++) {
            html.text((i == 0 ? "" : ", ") + brief(trace.tensor(saved[i])));
        }
        html.text(saved.length == 0 ? "–" : "").close("td");
        html.element(
                "td class=function",
                row.backward < 0 ? "–" : trace.step(row.backward).name());
    }

    /** Of recording and of reading; a parameter's of adding to its gradient alone. */
    private static String time(Trace trace, Row row) {
        String back =
                row.backward < 0 ? "" : Times.number(trace.step(row.backward).milliseconds());
        if (row.parameter >= 0) {
            return back;
        }
        String text = Times.number(trace.step(row.forward).milliseconds());
        return back.isEmpty() ? text : text + " + " + back;
    }

    private static String shape(Trace trace, int tensor) {
        return Shapes.brief(trace.tensor(tensor).shape());
    }

    private static String brief(TensorInfo tensor) {
        return tensor.symbol().isEmpty() ? tensor.name() : tensor.symbol();
    }

    @Override
    public void show(Step step) {
        boolean back = step.phase() == Phase.BACKWARD;
        boolean after = step.phase() == Phase.STEP;
        HTMLElement before = current;
        current = null;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean operation = row.parameter < 0;
            boolean recorded = row.forward <= step.index();
            boolean read = row.backward >= 0 && row.backward <= step.index();
            boolean now = back ? row.backward == step.index() : operation && row.forward == step.index();
            String classes = (now ? "now " : "") + (recorded ? "" : "later ");
            classes += operation ? ((read && !now) || after ? "freed " : "") : "leaf " + (read ? "accumulated " : "");
            int target = back || after ? backOr(row) : row.forward;
            if (!(classes + target).equals(marks[i])) {
                marks[i] = classes + target;
                elements[i].setAttribute("class", classes);
                elements[i].setAttribute("data-step", String.valueOf(target));
                if (now) {
                    elements[i].setAttribute("aria-current", "step");
                } else {
                    elements[i].removeAttribute("aria-current");
                }
            }
            if (now) {
                current = elements[i];
            }
        }
        if (before != null && before != current) {
            Phase.uncolor(before);
        }
        if (current != null) {
            step.phase().color(current);
        }
    }

    @Override
    public void reveal() {
        if (current != null) {
            follow(place, current);
        }
    }

    private static int backOr(Row row) {
        return row.backward >= 0 ? row.backward : row.forward;
    }

    @JSBody(
            params = {"box", "row"},
            script = "var b=box.getBoundingClientRect(),r=row.getBoundingClientRect();"
                    + "if(r.top<b.top+32)box.scrollTop-=b.top-r.top+b.height/2;"
                    + "else if(r.bottom>b.bottom)box.scrollTop+=r.bottom-b.bottom+b.height/2;")
    private static native void follow(HTMLElement box, HTMLElement row);
}
