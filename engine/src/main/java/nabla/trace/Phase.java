package nabla.trace;

/** The parts of a training iteration. */
public enum Phase {
    ZERO_GRAD("zero_grad"),
    FORWARD("forward"),
    LOSS("loss"),
    BACKWARD("backward"),
    STEP("step");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** The name that learners see. */
    public String label() {
        return label;
    }
}
