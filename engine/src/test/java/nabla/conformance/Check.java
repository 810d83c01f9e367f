package nabla.conformance;

/** Recomputes one recorded case on the standard device and compares. */
@FunctionalInterface
interface Check {
    void run(Tolerance tolerance);
}
