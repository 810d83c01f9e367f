package nabla.web.stepper;

/** The five parts of an iteration, in the order of time. */
enum Phase {
    ZERO_GRAD("zero_grad", "zg", "zero_grad"),
    FORWARD("forward", "fw", "Forward"),
    LOSS("loss", "ls", "Loss"),
    BACKWARD("backward", "bw", "Backward"),
    STEP("step", "st", "Step");

    private final String id;
    private final String code;
    private final String label;

    Phase(String id, String code, String label) {
        this.id = id;
        this.code = code;
        this.label = label;
    }

    /** What messages and style sheets call it. */
    String id() {
        return id;
    }

    /** Its two letters in a link. */
    String code() {
        return code;
    }

    /** What learners read. */
    String label() {
        return label;
    }

    static Phase of(String id) {
        for (Phase phase : values()) {
            if (phase.id.equals(id)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("An iteration has no phase named " + id + ".");
    }
}
