package nabla.nn;

import java.util.Map;
import nabla.io.Json;

/** The settings of {@link LogSoftmax}. */
record LogSoftmaxSpec(int dim) implements LayerSpec {
    static final String TYPE = "LogSoftmax";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        members.put("dim", Json.of(dim));
    }

    @Override
    public LogSoftmax build() {
        return new LogSoftmax(this);
    }
}
