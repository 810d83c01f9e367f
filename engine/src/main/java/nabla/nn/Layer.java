package nabla.nn;

/**
 * A module that a shared network may have: it can be told as data. What {@link #describe} tells is printed and saved;
 * {@link LayerTypes} makes the layer of it again.
 */
abstract class Layer extends Module {
    /** Tells the layer's options by the names of its constructor and its methods. */
    abstract void describe(Description out);

    /** Returns the options that {@link #describe} tells as PyTorch prints them. */
    @Override
    protected String extraRepr() {
        Description description = new Description();
        describe(description);
        return description.text();
    }
}
