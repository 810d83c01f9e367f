package nabla.nn;

import java.util.Map;
import nabla.io.Json;

/** {@link Tanh}, which has no settings. */
record TanhSpec() implements LayerSpec {
    static final String TYPE = "Tanh";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        // There are none.
    }

    @Override
    public Tanh build() {
        return new Tanh();
    }
}
