package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.teavm.jso.dom.html.HTMLElement;

/** A lesson's page: a network is trained from scratch. */
final class LessonPage implements LabPage {
    private final HTMLElement place = Dom.byId("lab");
    private final Lab lab = new Lab(this, "run");

    @Override
    public String program() {
        return place.getAttribute("data-program");
    }

    @Override
    public JsRecord settings(JsRecord form) {
        return form;
    }

    @Override
    public void prepare(JsRecord run) {
        // A lesson's run begins with nothing.
    }

    @Override
    public void begin(Curves curves) {
        curves.clear();
    }

    @Override
    public JsRecord training(JsRecord settings) {
        return JsRecord.create()
                .with("lesson", place.getAttribute("data-lesson"))
                .with("network", settings.text("network"))
                .with("seed", settings.number("seed"))
                .with("optimizer", settings.text("optimizer"))
                .with("learningRate", settings.number("learningRate"))
                .with("batchSize", settings.number("batchSize"))
                .with("epochs", settings.number("epochs"));
    }

    @Override
    public String parent() {
        return "";
    }

    @Override
    public void ready() {
        lab.enter(RunState.IDLE, "Ready. Press Run.");
        lab.openFromLink();
    }

    @Override
    public void restarted() {
        // A lesson's next run needs nothing of what was lost.
    }
}
