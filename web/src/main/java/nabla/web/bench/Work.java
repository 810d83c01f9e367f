package nabla.web.bench;

/** Something that is done again and again, and timed. */
interface Work {
    /** Does it so many times, and returns when the device has finished. Waits. */
    void perform(int times);
}
