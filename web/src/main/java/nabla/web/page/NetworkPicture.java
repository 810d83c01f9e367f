package nabla.web.page;

import java.util.ArrayList;
import java.util.List;
import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.Element;

/**
 * The network as a figure: blue blocks are the values that flow, as high as their number suggests; green bands between
 * them are the parameters. Layers without parameters are named under the block they make.
 */
final class NetworkPicture {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int GAP = 96;

    /** The values between two layers: so many channels of so many rows and columns; 1×1 after flattening. */
    private record Values(int channels, int rows, int columns) {
        int count() {
            return channels * rows * columns;
        }

        boolean isFlat() {
            return rows == 1 && columns == 1;
        }

        String text() {
            return isFlat() ? String.valueOf(channels) : channels + " × " + rows + " × " + columns;
        }

        double height() {
            return isFlat() ? 20 + 38 * Math.log10(channels) : 22 + 2.6 * rows;
        }
    }

    /** A block of values, how it was made: by a layer with parameters, and by those without. */
    private record Stage(Values values, String layer, int parameters, List<String> after) {}

    private final HTMLElement place;
    private final HTMLElement size;

    NetworkPicture(HTMLElement place, HTMLElement size) {
        this.place = place;
        this.size = size;
    }

    /** Draws the architecture for pictures of 28×28. */
    void show(JsRecord architecture) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(new Values(1, DigitImage.SIDE, DigitImage.SIDE), "", 0, new ArrayList<>()));
        collect(architecture, stages);
        int parameters = 0;
        for (Stage stage : stages) {
            parameters += stage.parameters;
        }
        Dom.setText(size, Numbers.grouped(parameters) + " parameters");
        place.setInnerHTML("");
        place.appendChild(draw(stages, parameters));
    }

    private static void collect(JsRecord sequential, List<Stage> stages) {
        JsRecord children = sequential.record("children");
        for (int i = 0; i < children.length(); i++) {
            JsRecord layer = children.at(i);
            String type = layer.text("type");
            Values before = stages.get(stages.size() - 1).values;
            switch (type) {
                case "Sequential" -> collect(layer, stages);
                case "Linear" -> {
                    int in = layer.integer("inFeatures");
                    int out = layer.integer("outFeatures");
                    int bias = layer.text("bias", "true").equals("true") ? out : 0;
                    stages.add(new Stage(new Values(out, 1, 1), "Linear", in * out + bias, new ArrayList<>()));
                }
                case "Conv2d" -> {
                    JsRecord kernel = layer.record("kernelSize");
                    int out = layer.integer("outChannels");
                    int weights = out * layer.integer("inChannels") * (int) (kernel.numberAt(0) * kernel.numberAt(1));
                    int bias = layer.text("bias", "true").equals("true") ? out : 0;
                    Values after = new Values(out, slid(before.rows, layer, 0), slid(before.columns, layer, 1));
                    stages.add(new Stage(after, "Conv2d", weights + bias, new ArrayList<>()));
                }
                case "MaxPool2d" ->
                    stages.add(new Stage(
                            new Values(before.channels, slid(before.rows, layer, 0), slid(before.columns, layer, 1)),
                            "MaxPool2d",
                            0,
                            new ArrayList<>()));
                case "Flatten" -> {
                    if (stages.size() > 1) {
                        stages.add(new Stage(new Values(before.count(), 1, 1), "Flatten", 0, new ArrayList<>()));
                    }
                }
                default -> stages.get(stages.size() - 1).after.add(type);
            }
        }
    }

    /** How many places a window has that slides over so many rows (axis 0) or columns (axis 1). */
    private static int slid(int length, JsRecord layer, int axis) {
        int kernel = pair(layer, "kernelSize", axis, 1);
        int stride = pair(layer, "stride", axis, layer.text("type").equals("MaxPool2d") ? kernel : 1);
        int padding = pair(layer, "padding", axis, 0);
        return (length + 2 * padding - kernel) / stride + 1;
    }

    private static int pair(JsRecord layer, String name, int axis, int otherwise) {
        if (!layer.has(name)) {
            return otherwise;
        }
        double plain = layer.number(name);
        return Double.isNaN(plain) ? (int) layer.record(name).numberAt(axis) : (int) plain;
    }

    private static Element draw(List<Stage> stages, int parameters) {
        int width = 70 + (stages.size() - 1) * GAP + 50;
        double middle = 0;
        for (Stage stage : stages) {
            middle = Math.max(middle, stage.values.height() / 2 + 16);
        }
        int height = (int) (2 * middle) + 34;
        Element picture = make("svg");
        picture.setAttribute("viewBox", "0 0 " + width + " " + height);
        picture.setAttribute("class", "network");
        picture.setAttribute("role", "img");
        StringBuilder words = new StringBuilder("A network of " + Numbers.grouped(parameters) + " parameters:");
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            double x = 60 + i * GAP;
            double half = stage.values.height() / 2;
            if (i > 0) {
                Stage before = stages.get(i - 1);
                band(picture, middle, x - GAP + 12, before.values.height() / 2, x - 12, half, stage.parameters > 0);
                text(picture, x - GAP / 2.0, middle - 4, "", stage.layer);
                if (stage.parameters > 0) {
                    text(picture, x - GAP / 2.0, middle + 12, "count", Numbers.grouped(stage.parameters));
                }
                words.append(' ').append(stage.layer).append(" to");
            }
            int sheets = stage.values.isFlat() ? 1 : Math.min(4, stage.values.channels);
            for (int sheet = sheets - 1; sheet >= 0; sheet--) {
                block(picture, x - 9 + 3 * sheet, middle - half - 3 * sheet, stage.values.isFlat() ? 18 : 22, 2 * half);
            }
            text(picture, x, middle + half + 17, "", stage.values.text());
            double y = middle + half + 32;
            for (String name : stage.after) {
                text(picture, x, y, "small", name);
                y += 13;
            }
            words.append(' ').append(stage.values.text()).append(i < stages.size() - 1 ? "," : ".");
        }
        picture.setAttribute("aria-label", words.toString());
        return picture;
    }

    private static void band(
            Element picture, double middle, double x1, double half1, double x2, double half2, boolean learns) {
        Element band = make("path");
        band.setAttribute(
                "d",
                "M" + point(x1, middle - half1) + "L" + point(x2, middle - half2) + "L" + point(x2, middle + half2)
                        + "L" + point(x1, middle + half1) + "Z");
        band.setAttribute("class", learns ? "weights" : "plain");
        picture.appendChild(band);
    }

    private static String point(double x, double y) {
        return Numbers.plain(x) + " " + Numbers.plain(y);
    }

    private static void block(Element picture, double x, double y, double width, double height) {
        Element block = make("rect");
        block.setAttribute("x", Numbers.plain(x));
        block.setAttribute("y", Numbers.plain(y));
        block.setAttribute("width", Numbers.plain(width));
        block.setAttribute("height", Numbers.plain(height));
        block.setAttribute("rx", "3");
        block.setAttribute("class", "layer");
        picture.appendChild(block);
    }

    private static void text(Element picture, double x, double y, String className, String words) {
        Element text = make("text");
        text.setAttribute("x", Numbers.plain(x));
        text.setAttribute("y", Numbers.plain(y));
        if (!className.isEmpty()) {
            text.setAttribute("class", className);
        }
        Dom.setText(text, words);
        picture.appendChild(text);
    }

    private static Element make(String tag) {
        return make(SVG, tag);
    }

    @JSBody(
            params = {"space", "tag"},
            script = "return document.createElementNS(space,tag);")
    private static native Element make(String space, String tag);
}
