package nabla.nn;

import java.util.Map;
import nabla.io.Json;

/** The settings of {@link Softmax}. */
record SoftmaxSpec(int dim) implements LayerSpec {
    static final String TYPE = "Softmax";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        members.put("dim", Json.of(dim));
    }

    @Override
    public Softmax build() {
        return new Softmax(this);
    }
}
