package nabla;

import java.util.Objects;
import nabla.op.AccumulateGrad;
import nabla.op.Node;
import nabla.runtime.Device;

/** The memory behind {@code x.grad()}: what is written to it is what the leaf has collected. */
final class Gradient extends Storage {
    private final AccumulateGrad collected;

    Gradient(Device device, AccumulateGrad collected) {
        super(device, Objects.requireNonNull(collected.gradient()));
        this.collected = collected;
    }

    /** What the leaf holds now; after the leaf forgot it, what it held at last. */
    @Override
    Node current() {
        Node now = collected.gradient();
        if (now != null) {
            super.write(now);
        }
        return super.current();
    }

    @Override
    void write(Node version) {
        collected.set(version);
        super.write(version);
    }
}
