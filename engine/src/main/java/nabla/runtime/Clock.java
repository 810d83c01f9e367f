package nabla.runtime;

/** Tells the time to what measures how long something takes; the engine has no clock of its own. */
@FunctionalInterface
public interface Clock {
    /** For what is not to be measured. */
    Clock STOPPED = () -> 0;

    /** Milliseconds since some moment, with a fraction. */
    double milliseconds();
}
