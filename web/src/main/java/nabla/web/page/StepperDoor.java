package nabla.web.page;

import nabla.web.dom.Dom;
import nabla.web.js.JsRecord;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * The way to the step-through: a program of its own, {@code stepper.wasm}, which is loaded when somebody first steps into
 * an iteration. The two programs share no objects; each leaves the other a function on the window.
 */
final class StepperDoor {
    /** What the step-through may ask the lab for. */
    @FunctionalInterface
    @JSFunctor
    interface Asked extends JSObject {
        /** The answer to {@code what}, or null if it is none that has one. */
        @Nullable
        JSObject answer(String what, @Nullable JsRecord argument);
    }

    /** Hears why the step-through did not come. */
    @FunctionalInterface
    @JSFunctor
    interface Failed extends JSObject {
        void hear(String reason);
    }

    @JSFunctor
    private interface Done extends JSObject {
        void call();
    }

    private final Failed failed;
    private final String address;
    private boolean isLoading;

    /** What is to be done as soon as the program is there. */
    private @Nullable Done wanted;

    /**
     * @param lab answers the step-through's questions
     * @param failed is told why the program did not come; the next press asks for it again
     */
    StepperDoor(Asked lab, Failed failed) {
        this.failed = failed;
        address = JsRecord.parse(textOf(Dom.byId("assets"))).text("stepper.wasm");
        leave(lab);
        Dom.on(Dom.window(), "hashchange", this::openFromLink);
    }

    /** Begins to load it: somebody is about to ask for it. */
    void prepare() {
        load(null);
    }

    /** Opens it at the iteration at which the run is paused, or at the first. */
    void open() {
        load(() -> tell("open", null));
    }

    /** Opens it if the address asks for it. */
    void openFromLink() {
        if (fragment().startsWith("#step") && !isLoaded()) {
            load(() -> tell("link", null));
        }
    }

    /** Passes on what the worker says. */
    void receive(JsRecord message) {
        if (isLoaded()) {
            tell("receive", message);
        }
    }

    /** The worker holds no iteration any more: training goes on, or begins. */
    void trainingGoesOn() {
        if (isLoaded()) {
            tell("forget", null);
        }
    }

    private void load(@Nullable Done done) {
        wanted = done != null ? done : wanted;
        if (isLoaded()) {
            doWanted();
        } else if (!isLoading) {
            isLoading = true;
            load(address, this::doWanted, this::refused);
        }
    }

    private void doWanted() {
        Done next = wanted;
        wanted = null;
        if (next != null) {
            next.call();
        }
    }

    private void refused(String reason) {
        boolean isAsked = wanted != null;
        isLoading = false;
        wanted = null;
        if (isAsked) {
            failed.hear(reason);
        }
    }

    @JSBody(
            params = {"address", "done", "failed"},
            script = "TeaVM.wasmGC.load(address).then(function(p){p.exports.main([]);done();})"
                    + ".catch(function(e){failed(String(e&&e.message||e));});")
    private static native void load(String address, Done done, Failed failed);

    @JSBody(params = "lab", script = "window.nablaLab=lab;")
    private static native void leave(Asked lab);

    @JSBody(script = "return !!window.nablaStepper;")
    private static native boolean isLoaded();

    @JSBody(
            params = {"what", "message"},
            script = "window.nablaStepper(what,message);")
    private static native void tell(String what, @Nullable JsRecord message);

    @JSBody(script = "return location.hash;")
    private static native String fragment();

    @JSBody(params = "element", script = "return element.textContent;")
    private static native String textOf(JSObject element);
}
