package nabla.web.stepper;

import org.teavm.jso.JSBody;

/** What this browser remembers between visits; nothing where it may not. */
final class Memory {
    private Memory() {}

    @JSBody(
            params = "name",
            script = "try{return localStorage.getItem('nabla.stepper.'+name)||'';}catch(e){return '';}")
    static native String get(String name);

    @JSBody(
            params = {"name", "value"},
            script = "try{localStorage.setItem('nabla.stepper.'+name,value);}catch(e){}")
    static native void put(String name, String value);
}
