package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The program of the step-through. The lab loads it when somebody first steps into an iteration, and talks to it. */
public final class StepperProgram {
    /** What the lab tells. */
    @FunctionalInterface
    @JSFunctor
    interface Told extends JSObject {
        void hear(String what, @Nullable JsRecord message);
    }

    private StepperProgram() {}

    public static void main(String[] arguments) {
        Stepper stepper = new Stepper(new DistantLab());
        listen((what, message) -> {
            switch (what) {
                case "open" -> stepper.open();
                case "link" -> stepper.openFromLink();
                case "forget" -> stepper.trainingGoesOn();
                default -> {
                    if (message != null && Stepper.concerns(message.text("type"))) {
                        stepper.receive(message);
                    }
                }
            }
        });
    }

    /** The lab, which runs in another program. */
    private static final class DistantLab implements Host {
        @Override
        public String program() {
            return ask("program", null).text("value");
        }

        @Override
        public JsRecord settings() {
            return ask("settings", null);
        }

        @Override
        public void apply(Iterable<String> namesAndValues) {
            JsRecord fields = JsRecord.create();
            String name = null;
            for (String text : namesAndValues) {
                if (name == null) {
                    name = text;
                } else {
                    fields.with(name, text);
                    name = null;
                }
            }
            ask("apply", fields);
        }

        @Override
        public Iterable<String> changes() {
            JsRecord list = ask("changes", null);
            List<String> changes = new ArrayList<>();
            for (int i = 0; i < list.length(); i++) {
                changes.add(list.textAt(i));
            }
            return changes;
        }

        @Override
        public void trace(JsRecord message) {
            ask("trace", message);
        }

        @Override
        public void send(JsRecord message) {
            ask("send", message);
        }

        @Override
        public boolean isPaused() {
            return ask("paused", null).text("value").equals("true");
        }
    }

    @JSBody(params = "told", script = "window.nablaStepper=told;")
    private static native void listen(Told told);

    @JSBody(
            params = {"what", "argument"},
            script = "return window.nablaLab(what,argument);")
    private static native JsRecord ask(String what, @Nullable JsRecord argument);
}
