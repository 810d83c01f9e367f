package nabla.web.bench;

import nabla.runtime.Device;
import nabla.web.js.JsRecord;

/** A device as something to be timed. */
interface Machine {
    Device device();

    /** For people: the processor, or the GPU's name. */
    String description();

    /** Lets the browser do its work, and the device catch up. Is called every few milliseconds, and may wait. */
    void breathe();

    /** Begins to count calls to the GPU, where there is one. */
    void startCounting();

    /** Adds to the result how many calls of each kind were made for each of so many steps. */
    void addCalls(JsRecord result, int steps);
}
