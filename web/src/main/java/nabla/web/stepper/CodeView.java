package nabla.web.stepper;

import java.util.List;
import java.util.function.IntConsumer;
import nabla.trace.Text;
import nabla.web.dom.Dom;
import nabla.web.dom.Html;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The lesson's source. Marked are the line that runs now and, in the backward pass, the line that made what is turned
 * round. Below the line that runs, the steps it unfolds into.
 */
final class CodeView implements View {
    private final IntConsumer go;
    private final Breakpoints breakpoints;
    private final HTMLElement place = Dom.byId("stepper-code");
    private final HTMLElement unfolded = Dom.element("ul", "unfolded");
    private final HTMLElement[] lines;
    private final HTMLElement[] counts;
    private @Nullable Trace trace;
    private @Nullable Step shown;
    private int unfoldedLine = -1;
    private int now = -1;
    private int origin = -1;

    CodeView(Breakpoints breakpoints, IntConsumer go, Runnable breakpointsChanged) {
        this.breakpoints = breakpoints;
        this.go = go;
        List<String> source = SourceLines.of(source());
        Html html = new Html();
        for (int i = 0; i < source.size(); i++) {
            html.open("div class=line data-line=" + (i + 1));
            html.open("button type=button class=gutter tabindex=-1 data-break=" + (i + 1) + " aria-pressed=false");
            html.text(String.valueOf(i + 1)).close("button");
            html.raw("<span class=count></span><span class=mark aria-hidden=true></span><code>")
                    .raw(indentedByHalf(source.get(i)))
                    .raw("</code>");
            html.close("div");
        }
        place.setInnerHTML(html.toString());
        lines = new HTMLElement[source.size() + 1];
        counts = new HTMLElement[lines.length];
        unfolded.setAttribute("tabindex", "0");
        for (int line = 1; line < lines.length; line++) {
            lines[line] = (HTMLElement) place.getChildNodes().item(line - 1);
            counts[line] = lines[line].querySelector(".count");
        }
        label();
        Dom.listen(place, "click", event -> {
            String breakpoint = Dom.attributeAt(event, "data-break");
            String step = Dom.attributeAt(event, "data-step");
            String line = Dom.attributeAt(event, "data-line");
            if (!breakpoint.isEmpty()) {
                toggle(Integer.parseInt(breakpoint));
                breakpointsChanged.run();
            } else if (!step.isEmpty()) {
                go.accept(Integer.parseInt(step));
            } else if (!line.isEmpty()) {
                goTo(Integer.parseInt(line));
            }
        });
    }

    /** The view is narrow, and lines of a loop stand far to the right. */
    private static String indentedByHalf(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return line.substring(spaces / 2);
    }

    /** The line that calls the backward pass; 0 if the source has none. */
    int backwardLine() {
        for (int line = 1; line < lines.length; line++) {
            if (lines[line].getInnerText().contains(".backward()")) {
                return line;
            }
        }
        return 0;
    }

    /** Sets the breakpoint at the line, or takes it away. */
    void toggle(int line) {
        if (line >= 1 && line < lines.length) {
            boolean on = breakpoints.toggle(line);
            HTMLElement gutter = lines[line].querySelector(".gutter");
            gutter.setAttribute("aria-pressed", String.valueOf(on));
        }
    }

    /** To the line's next operation after the cursor, or to its first. */
    private void goTo(int line) {
        if (trace == null) {
            return;
        }
        int first = -1;
        for (Step step : trace.steps()) {
            if (step.line() == line) {
                if (shown != null && step.index() > shown.index()) {
                    go.accept(step.index());
                    return;
                }
                first = first < 0 ? step.index() : first;
            }
        }
        if (first >= 0) {
            go.accept(first);
        }
    }

    @Override
    public void open(Trace next) {
        trace = next;
        unfoldedLine = -1;
        label();
        int[] operations = new int[lines.length];
        double[] milliseconds = new double[lines.length];
        for (Step step : next.steps()) {
            if (step.line() > 0 && step.line() < lines.length) {
                operations[step.line()]++;
                milliseconds[step.line()] += step.milliseconds();
            }
        }
        for (int line = 1; line < lines.length; line++) {
            boolean runs = operations[line] > 0;
            Text count = operations[line] == 1 ? Text.of("one operation") : Text.of("{0} operations", operations[line]);
            Dom.setText(counts[line], runs ? "×" + operations[line] + " " + Times.text(milliseconds[line]) : "");
            counts[line].setTitle(runs ? Language.say("{0}. {1}", count, Times.WHOSE) : "");
            Dom.setClass(lines[line], "active", runs);
        }
    }

    private void label() {
        unfolded.setAttribute("aria-label", Language.say("Steps of this line"));
        for (int line = 1; line < lines.length; line++) {
            String name = Language.say("Breakpoint at line {0}", line);
            lines[line].querySelector(".gutter").setAttribute("aria-label", name);
        }
    }

    @Override
    public void show(Step step) {
        shown = step;
        Trace of = trace;
        if (of == null) {
            return;
        }
        int before = of.recorded(step);
        int made =
                step.phase() == Phase.BACKWARD && before >= 0 ? of.step(before).line() : -1;
        if (now != step.line()) {
            mark(now, "now", false);
            mark(step.line(), "now", true);
            now = step.line();
        }
        if (now > 0 && now < lines.length) {
            step.phase().color(lines[now]);
        }
        int turned = made == now ? -1 : made;
        if (origin != turned) {
            mark(origin, "origin", false);
            mark(turned, "origin", true);
            origin = turned;
        }
        unfold(of, step);
    }

    @Override
    public void reveal() {
        int line = origin > 0 ? origin : now;
        if (line > 0 && line < lines.length) {
            follow(place, lines[line], now > 0 && now < lines.length ? lines[now] : lines[line]);
        }
        HTMLElement current = unfolded.querySelector(".now");
        if (current != null && unfolded.getParentNode() != null) {
            follow(unfolded, current, current);
        }
    }

    private void mark(int line, String name, boolean on) {
        if (line > 0 && line < lines.length) {
            Dom.setClass(lines[line], name, on);
            HTMLElement element = lines[line];
            if (name.equals("now")) {
                if (on) {
                    element.setAttribute("aria-current", "step");
                } else {
                    element.removeAttribute("aria-current");
                    Phase.uncolor(element);
                }
            }
        }
    }

    /** The operations of the line that runs, in this phase, if it has several. */
    private void unfold(Trace of, Step step) {
        int key = step.line() * 8 + step.phase().ordinal();
        if (key != unfoldedLine) {
            unfoldedLine = key;
            Html html = new Html();
            int count = 0;
            for (Step other : of.steps()) {
                if (other.line() == step.line() && other.phase() == step.phase()) {
                    html.open("li data-step=" + other.index()).element("b", other.name());
                    html.element("span", " " + subject(of, other));
                    html.element("small", " " + Times.text(other.milliseconds()))
                            .close("li");
                    count++;
                }
            }
            unfolded.setInnerHTML(html.toString());
            boolean shows = count > 1 && step.line() > 0 && step.line() < lines.length;
            if (shows) {
                place.insertBefore(unfolded, lines[step.line()].getNextSibling());
            } else if (unfolded.getParentNode() != null) {
                place.removeChild(unfolded);
            }
            step.phase().color(unfolded);
        }
        HTMLElement last = unfolded.querySelector(".now");
        if (last != null) {
            Dom.setClass(last, "now", false);
        }
        HTMLElement current = unfolded.querySelector("[data-step='" + step.index() + "']");
        if (current != null) {
            Dom.setClass(current, "now", true);
        }
    }

    private static String subject(Trace of, Step step) {
        int parameter = of.parameter(step);
        return parameter >= 0 ? of.tensor(parameter).name() : step.module();
    }

    /** Brings both lines into sight where there is room, the first in any case; scrolls only inside the box. */
    @JSBody(
            params = {"box", "line", "other"},
            script = "var b=box.getBoundingClientRect();function see(e){var r=e.getBoundingClientRect();"
                    + "if(r.top<b.top+4)box.scrollTop-=b.top-r.top+b.height/3;"
                    + "else if(r.bottom>b.bottom-4)box.scrollTop+=r.bottom-b.bottom+b.height/3;}"
                    + "see(other);see(line);")
    private static native void follow(HTMLElement box, HTMLElement line, HTMLElement other);

    @JSBody(script = "var c=document.querySelector('figure.source pre code');return c?c.innerHTML:'';")
    private static native String source();
}
