package nabla.web.stepper;

import nabla.web.dom.Html;
import nabla.web.js.Numbers;

/** The graph as SVG. What its parts are marked as is the view's matter. */
final class GraphDrawing {
    /** Where a shape is written along an edge, and how far the curve has risen there: before edges come together. */
    private static final double ALONG = 0.4;

    private static final double RISEN = 0.12;

    /** How far below its beginning, where the edge rises. */
    private static final double BELOW = 20;

    private GraphDrawing() {}

    static String svg(Trace trace, GraphLayout layout) {
        Html svg = new Html();
        long width = Math.round(layout.width() + 12);
        long height = Math.round(layout.height() + 12);
        String name = Language.say("Graph of the forward pass; the table below says the same");
        svg.open("svg role=\"group\" aria-label=\"" + Html.escaped(name) + "\" width=\"" + width + "\" height=\""
                + height + "\" viewBox=\"-6 -6 " + width + " " + height + "\"");
        svg.raw("<defs><marker id=\"stepper-arrow\" viewBox=\"0 0 8 8\" refX=\"6\" refY=\"4\" markerWidth=\"9\""
                + " markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                + "<path d=\"M0 0 8 4 0 8z\" fill=\"context-stroke\"/></marker></defs>");
        for (GraphLayout.Group group : layout.groups()) {
            if (!group.module().isEmpty()) {
                group(svg, group);
            }
        }
        for (int i = 0; i < layout.edges().size(); i++) {
            edge(svg, trace, layout, i);
        }
        for (int i = 0; i < layout.nodes().size(); i++) {
            node(svg, trace, layout.nodes().get(i), i);
        }
        return svg.close("svg").toString();
    }

    private static void group(Html svg, GraphLayout.Group group) {
        String module = Html.escaped(group.module());
        String name =
                group.folded() ? Language.say("Unfold {0}", group.module()) : Language.say("Fold {0}", group.module());
        svg.open("g class=\"module\"");
        svg.raw("<rect rx=\"9\"" + box(group.x(), group.y(), group.width(), group.height()) + "/>");
        svg.open("g class=\"fold\" role=\"button\" tabindex=\"0\" aria-expanded=\"" + !group.folded()
                + "\" data-module=\"" + module + "\" aria-label=\"" + Html.escaped(name) + "\"");
        svg.raw("<rect class=\"hit\"" + box(group.x(), group.y(), group.width(), 26) + "/>");
        svg.element(text("", group.x() + 10, group.y() + 17), (group.folded() ? "▸ " : "▾ ") + group.module());
        svg.close("g").close("g");
    }

    private static void edge(Html svg, Trace trace, GraphLayout layout, int index) {
        GraphLayout.Edge edge = layout.edges().get(index);
        GraphLayout.Node from = layout.nodes().get(edge.from());
        GraphLayout.Node to = layout.nodes().get(edge.to());
        TensorInfo tensor = trace.tensor(edge.tensor());
        double x1 = from.x() + GraphLayout.NODE_WIDTH;
        double x2 = to.x();
        double y1 = from.y() + GraphLayout.NODE_HEIGHT / 2;
        double y2 = to.y() + GraphLayout.NODE_HEIGHT / 2;
        svg.raw("<path class=\"edge value\" data-index=\"" + index
                + "\" marker-end=\"url(#stepper-arrow)\" stroke-width=\"" + Numbers.fixed(thickness(tensor.norm()), 1)
                + "\" d=\""
                + curve(x1, y1 - 3, x2 - 1, y2 - 3) + "\"/>");
        double norm =
                tensor.gradient() < 0 ? 0 : trace.tensor(tensor.gradient()).norm();
        svg.raw("<path class=\"edge gradient\" data-index=\"" + index
                + "\" marker-end=\"url(#stepper-arrow)\" stroke-width=\"" + Numbers.fixed(thickness(norm), 1)
                + "\" d=\""
                + curve(x2, y2 + 5, x1 + 1, y1 + 5) + "\"/>");
        svg.element(
                text(" class=shape", x1 + (x2 - x1) * ALONG, y2 < y1 - 9 ? y1 + BELOW : y1 + (y2 - y1) * RISEN - 9),
                Shapes.brief(tensor.shape()));
    }

    private static void node(Html svg, Trace trace, GraphLayout.Node node, int index) {
        boolean leaf = node.tensor() >= 0;
        int step = leaf ? firstUse(trace, node.tensor()) : node.step();
        svg.open("g class=\"node\" data-index=\"" + index + "\" data-step=\"" + step + "\""
                + (leaf ? "" : " data-operation=\"" + step + "\""));
        if (leaf) {
            svg.element("title", title(trace.tensor(node.tensor())));
        }
        svg.raw("<rect rx=\"" + (leaf ? 15 : 6) + "\""
                + box(node.x(), node.y(), GraphLayout.NODE_WIDTH, GraphLayout.NODE_HEIGHT) + "/>");
        svg.element(text("", node.x() + GraphLayout.NODE_WIDTH / 2, node.y() + 19), brief(node.label()));
        svg.close("g");
    }

    private static String title(TensorInfo tensor) {
        return Language.say("{0} {1}, norm {2}", tensor.title(), tensor.shapeText(), Digits.exact(tensor.norm(), 4));
    }

    private static int firstUse(Trace trace, int tensor) {
        for (Step step : trace.steps()) {
            for (int input : step.inputs()) {
                if (step.isRecorded() && input == tensor) {
                    return step.index();
                }
            }
        }
        return 0;
    }

    private static String brief(String label) {
        return label.length() <= 13 ? label : label.substring(0, 12) + "…";
    }

    /** From 1 to 6 pixels: one more for each power of ten of the norm, from a ten-thousandth on. */
    static double thickness(double norm) {
        double power = norm > 0 ? Math.log10(norm) + 4 : 0;
        return Math.round(10 * Math.max(1, Math.min(6, power))) / 10.0;
    }

    private static long whole(double pixels) {
        return Math.round(pixels);
    }

    private static String text(String attributes, double x, double y) {
        return "text" + attributes + " x=\"" + whole(x) + "\" y=\"" + whole(y) + "\"";
    }

    private static String curve(double x1, double y1, double x2, double y2) {
        double middle = (x1 + x2) / 2;
        return "M" + whole(x1) + " " + whole(y1) + "C" + whole(middle) + " " + whole(y1) + " " + whole(middle) + " "
                + whole(y2) + " " + whole(x2) + " " + whole(y2);
    }

    private static String box(double x, double y, double width, double height) {
        return " x=\"" + whole(x) + "\" y=\"" + whole(y) + "\" width=\"" + whole(width) + "\" height=\"" + whole(height)
                + "\"";
    }

    static String minimap(GraphLayout layout) {
        Html svg = new Html();
        svg.open("svg aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 " + whole(layout.width()) + " "
                + whole(layout.height()) + "\"");
        for (GraphLayout.Node node : layout.nodes()) {
            svg.raw("<rect class=\"" + (node.tensor() >= 0 ? "leaf" : "dot") + "\""
                    + box(node.x(), node.y(), GraphLayout.NODE_WIDTH, GraphLayout.NODE_HEIGHT) + "/>");
        }
        svg.raw("<rect class=\"frame\"" + box(0, 0, 100, layout.height()) + "/>");
        return svg.close("svg").toString();
    }
}
