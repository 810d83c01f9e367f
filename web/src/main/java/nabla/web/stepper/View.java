package nabla.web.stepper;

/** One of the linked views: shows where the cursor stands. */
interface View {
    /** Another iteration is shown from now on. */
    void open(Trace trace);

    /** The cursor stands at this step of the iteration. */
    void show(Step step);

    /**
     * Scrolls what is marked into sight. After all views have changed: to know where things are, the browser has to lay
     * out the page.
     */
    default void reveal() {}
}
