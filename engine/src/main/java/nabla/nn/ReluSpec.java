package nabla.nn;

import java.util.Map;
import nabla.io.Json;

/** {@link ReLU}, which has no settings. */
record ReluSpec() implements LayerSpec {
    static final String TYPE = "ReLU";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        // There are none.
    }

    @Override
    public ReLU build() {
        return new ReLU();
    }
}
