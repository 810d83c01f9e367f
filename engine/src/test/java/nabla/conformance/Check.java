package nabla.conformance;

/** Recomputes one recorded case on the standard device and compares. */
@FunctionalInterface
interface Check {
    /**
     * Does it.
     *
     * @throws AssertionError if the engine's answer is another than PyTorch's, which tells both
     * @throws AbsentException if the engine does not have what the case calls
     * @throws MissingDatasetException if the case needs a dataset that is not at hand
     */
    void run();
}
