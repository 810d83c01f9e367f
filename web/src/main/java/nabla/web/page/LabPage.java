package nabla.web.page;

import nabla.web.js.JsRecord;

/** What differs between the pages that have a lab. */
interface LabPage {
    /** The name of the lesson's program. */
    String program();

    /** The settings of a run, made of what the form says. */
    JsRecord settings(JsRecord form);

    /** Adds to the message that starts a run what this page has to add. */
    void prepare(JsRecord run);

    /** A run begins, perhaps anew on another device: makes the curves ready for it. */
    void begin(Curves curves);

    /** What is saved with a network beside its weights: how it was trained. */
    JsRecord training(JsRecord settings);

    /** The id of the model that the network was made from; empty if it was made from nothing. */
    String parent();

    /** The worker is there and has chosen a device. */
    void ready();

    /** The worker was ended and another one started. */
    void restarted();
}
