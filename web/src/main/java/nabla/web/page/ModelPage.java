package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.Http;
import nabla.web.js.JavaScriptException;
import nabla.web.js.JsRecord;
import nabla.web.js.Numbers;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** The page of a shared model: how it was trained, drawing for it, training it further. */
final class ModelPage implements LabPage {
    private final String id;
    private final Lab lab = new Lab(this, "continue");
    private JsRecord training = JsRecord.create();
    private @Nullable ArrayBuffer file;

    ModelPage(HTMLElement place) {
        id = place.getAttribute("data-model");
    }

    @Override
    public void ready() {
        new Thread(() -> {
                    try {
                        JsRecord model = Http.json("/api/models/" + id);
                        training = model.record("training");
                        show(model);
                        file = Http.bytes("/api/models/" + id + "/file");
                        load();
                        lab.enter(RunState.IDLE, "Ready.");
                    } catch (JavaScriptException failure) {
                        lab.enter(RunState.ERROR, "The model could not be loaded. " + failure.getMessage());
                    }
                })
                .start();
    }

    @Override
    public void restarted() {
        load();
    }

    /** Gives the worker a copy of the file: its network can then read drawings. */
    private void load() {
        if (file != null) {
            ArrayBuffer copy = file.slice(0, file.getByteLength());
            lab.worker()
                    .send(
                            JsRecord.create()
                                    .with("type", "load")
                                    .with("safetensors", copy)
                                    .with("dataset", training.text("dataset", "mnist")),
                            copy);
        }
    }

    private void show(JsRecord model) {
        lab.curves().restore(training.record("history"));
        double steps = training.number("steps", 0);
        double epochs = training.number("epochs", 0);
        lab.curves().expect(steps, epochs);
        if (training.has("accuracy")) {
            lab.curves().showAccuracy(training.number("accuracy"));
        }
        for (String name : new String[] {"batchSize", "learningRate"}) {
            if (training.has(name)) {
                setField(Dom.byId("settings"), name, training.text(name));
            }
        }
        JsRecord architecture = model.record("architecture");
        new NetworkPicture(Dom.byId("network"), Dom.byId("network-size")).show(architecture);
        HTMLElement facts = Dom.byId("facts");
        facts.setInnerHTML("");
        fact(facts, "Dataset", training.text("datasetTitle", training.text("dataset", "–")));
        fact(facts, "Optimizer", optimizer(training.text("optimizer", "–")));
        fact(facts, "Learning rate", training.text("learningRate", "–"));
        fact(facts, "Batch size", training.text("batchSize", "–"));
        fact(facts, "Epochs", training.text("epochs", "–"));
        fact(facts, "Steps", Numbers.grouped(steps));
        fact(facts, "Seed", training.text("seed", "–"));
        fact(facts, "Device", training.text("device", "–"));
        fact(facts, "Saved", day(model.text("created", "")));
        if (model.has("parent")) {
            String parent = model.text("parent");
            HTMLElement link = Dom.element("a", "", "an earlier model");
            link.setAttribute("href", "/m/" + parent);
            fact(facts, "Continues", "").appendChild(link);
        }
        Dom.setText(
                Dom.byId("model-summary"),
                "Trained in a browser on " + training.text("datasetTitle", "images") + ", " + Numbers.grouped(steps)
                        + " steps. Draw for it, or train it further.");
    }

    private static HTMLElement fact(HTMLElement list, String name, String value) {
        list.appendChild(Dom.element("dt", "", name));
        HTMLElement detail = Dom.element("dd", "", value);
        list.appendChild(detail);
        return detail;
    }

    private static String optimizer(String name) {
        return name.equals("adam") ? "Adam" : name.equals("sgd") ? "SGD" : name;
    }

    @Override
    public String program() {
        return "TrainMnist";
    }

    @Override
    public JsRecord settings(JsRecord form) {
        String network = training.text("network", "mlp");
        // Another seed, so that the pictures come in another order than in the epochs before.
        double seed = training.number("seed", 0) + Math.max(1, training.number("epochs", 1));
        return form.with("network", network)
                .with("optimizer", training.text("optimizer", "adam"))
                .with("dataset", training.text("dataset", "mnist"))
                .with("seed", seed);
    }

    @Override
    public void prepare(JsRecord run) {
        if (file != null) {
            run.with("resume", file.slice(0, file.getByteLength()));
        }
    }

    @Override
    public void begin(Curves curves) {
        curves.clear();
        curves.restore(training.record("history"));
        curves.continueFrom(training.number("steps", 0));
    }

    @Override
    public JsRecord training(JsRecord settings) {
        return copy(training)
                .with("seed", settings.number("seed"))
                .with("learningRate", settings.number("learningRate"))
                .with("batchSize", settings.number("batchSize"))
                .with("epochs", training.number("epochs", 0) + settings.number("epochs"));
    }

    @Override
    public String parent() {
        return id;
    }

    @JSBody(params = "record", script = "return Object.assign({},record);")
    private static native JsRecord copy(JSObject record);

    @JSBody(
            params = {"form", "name", "value"},
            script = "form.elements[name].value=value;")
    private static native void setField(HTMLElement form, String name, String value);

    @JSBody(
            params = "time",
            script = "var d=new Date(isNaN(time)?time:Number(time));"
                    + "return isNaN(d)?'–':d.toLocaleDateString('en-GB',{day:'numeric',month:'long',year:'numeric'});")
    private static native String day(String time);
}
