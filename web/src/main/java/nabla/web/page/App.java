package nabla.web.page;

import nabla.web.dom.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** The page's program: brings to life whatever the page contains. */
public final class App {
    private App() {}

    public static void main(String[] arguments) {
        HTMLElement model = Dom.document().getElementById("model");
        if (model != null) {
            new ModelPage(model);
        } else if (Dom.document().getElementById("lab") != null) {
            new LessonPage();
        }
    }
}
