package nabla.web.worker;

import nabla.runtime.Device;

/**
 * The device that a network is trained on.
 *
 * @param reason why this one, in words for the person
 */
record Choice(Device device, String reason) {
    /** Tells the page, and makes new tensors live there. */
    void use() {
        Device.setStandard(device);
        Report.ready(device.name(), reason);
    }
}
