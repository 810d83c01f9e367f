package nabla.web.stepper;

import nabla.web.js.JsRecord;

/** What the stepper needs of the lab around it. */
public interface Host {
    /** The name of the lesson's program. */
    String program();

    /** The form's settings as they are now. */
    JsRecord settings();

    /** Sets fields of the form, unless a run is under way: {@code name, value, name, value}. */
    void apply(Iterable<String> namesAndValues);

    /** The form's fields that differ from what they are at first, in the same way. */
    Iterable<String> changes();

    /** Sends the wish for a trace: the run pauses for it, or one begins. */
    void trace(JsRecord message);

    /** Sends another message to the worker. */
    void send(JsRecord message);

    /** Whether a training is paused, so that it can go on. */
    boolean isPaused();
}
