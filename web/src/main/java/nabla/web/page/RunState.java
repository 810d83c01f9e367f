package nabla.web.page;

/** What the lab is doing, as the attribute {@code data-state} of its status says. */
enum RunState {
    IDLE("idle"),
    LOADING("loading"),
    RUNNING("running"),
    PAUSED("paused"),
    DONE("done"),
    ERROR("error");

    private final String attribute;

    RunState(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }

    /** Whether a training is under way, be it paused. */
    boolean isBusy() {
        return this == LOADING || this == RUNNING || this == PAUSED;
    }
}
