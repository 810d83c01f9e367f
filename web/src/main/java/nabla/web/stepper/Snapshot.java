package nabla.web.stepper;

import java.util.List;
import nabla.web.dom.Dom;
import nabla.web.dom.Palette;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.dom.html.HTMLCanvasElement;

/** The step as one picture: what it is, what was said of the chosen cell, and its tensors. */
final class Snapshot {
    private static final int WIDTH = 1000;
    private static final int MARGIN = 28;
    private static final int SCALE = 2;
    private static final char FIRST_CHINESE = 0x2E80;
    private static final String MARKS = "，。、：；！？）」』》";

    private final HTMLCanvasElement canvas = Dom.canvas(SCALE, SCALE);
    private final CanvasRenderingContext2D context = Dom.context(canvas);
    private double x;
    private double y;
    private double rowHeight;
    private boolean paints;

    private Snapshot() {}

    /** Paints these lines (the first as a title) and cards. */
    static HTMLCanvasElement of(List<String> lines, List<TensorCard> cards) {
        Snapshot snapshot = new Snapshot();
        snapshot.run(lines, cards);
        int height = (int) Math.ceil(snapshot.y + MARGIN);
        snapshot.canvas.setWidth(WIDTH * SCALE);
        snapshot.canvas.setHeight(height * SCALE);
        snapshot.context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
        snapshot.context.setFillStyle(Palette.color("raised"));
        snapshot.context.fillRect(0, 0, WIDTH, height);
        snapshot.paints = true;
        snapshot.run(lines, cards);
        return snapshot.canvas;
    }

    /** Goes through all of it: the first time to find how high it is. */
    private void run(List<String> lines, List<TensorCard> cards) {
        y = MARGIN;
        for (int i = 0; i < lines.size(); i++) {
            boolean title = i == 0;
            context.setFont((title ? "680 22px " : "400 16px ") + "Inter, system-ui, sans-serif");
            context.setFillStyle(Palette.color(title ? "ink" : "quiet"));
            paragraph(lines.get(i), title ? 30 : 24);
        }
        y += 12;
        x = MARGIN;
        rowHeight = 0;
        for (TensorCard card : cards) {
            card(card);
        }
        y += rowHeight;
    }

    private void card(TensorCard card) {
        HeatMap map = card.map();
        double scale = Math.min(1, (WIDTH - 2.0 * MARGIN) / map.width());
        double width = Math.max(190, map.width() * scale);
        double height = map.height() * scale + 44;
        if (x + width > WIDTH - MARGIN && x > MARGIN) {
            x = MARGIN;
            y += rowHeight;
            rowHeight = 0;
        }
        if (paints) {
            context.setFont("640 14px Inter, system-ui, sans-serif");
            context.setFillStyle(Palette.color("ink"));
            context.fillText(card.tensor().name() + " " + card.tensor().shapeText(), x, y + 16);
            context.drawImage(map.base(), x, y + 24, map.width() * scale, map.height() * scale);
            context.drawImage(map.above(), x, y + 24, map.width() * scale, map.height() * scale);
        }
        x += width + 24;
        rowHeight = Math.max(rowHeight, height);
    }

    private void paragraph(String text, double lineHeight) {
        StringBuilder line = new StringBuilder();
        int begin = 0;
        for (int end = 1; end <= text.length(); end++) {
            if (end == text.length() || breaks(text, end)) {
                String word = text.substring(begin, end);
                if (context.measureText(line + word.stripTrailing()).getWidth() > WIDTH - 2 * MARGIN) {
                    write(line.toString(), lineHeight);
                    line.setLength(0);
                }
                line.append(word);
                begin = end;
            }
        }
        write(line.toString(), lineHeight);
    }

    /** Whether a line may end there: behind a space, and between Chinese characters, but not before their marks. */
    private static boolean breaks(String text, int at) {
        boolean isChinese = text.charAt(at - 1) >= FIRST_CHINESE && text.charAt(at) >= FIRST_CHINESE;
        return text.charAt(at - 1) == ' ' || isChinese && MARKS.indexOf(text.charAt(at)) < 0;
    }

    private void write(String line, double lineHeight) {
        if (!line.isEmpty()) {
            y += lineHeight;
            if (paints) {
                context.fillText(line, MARGIN, y - lineHeight * 0.3);
            }
        }
    }

    @JSFunctor
    interface Done extends JSObject {
        void done(boolean isOnClipboard);
    }

    /** Puts the picture on the clipboard; where that is not allowed it is downloaded. */
    @JSBody(
            params = {"canvas", "name", "done"},
            script = "canvas.toBlob(function(blob){function save(){var a=document.createElement('a');"
                    + "a.href=URL.createObjectURL(blob);a.download=name;a.click();"
                    + "setTimeout(function(){URL.revokeObjectURL(a.href);},1000);done(false);}"
                    + "try{navigator.clipboard.write([new ClipboardItem({'image/png':blob})]).then(function(){done(true);},save);}"
                    + "catch(e){save();}},'image/png');")
    static native void copy(HTMLCanvasElement canvas, String name, Done done);
}
