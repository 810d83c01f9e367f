package nabla.nn;

import java.util.Map;
import nabla.io.Json;

/** The settings of {@link Flatten}. */
record FlattenSpec(int startDim, int endDim) implements LayerSpec {
    static final String TYPE = "Flatten";

    static FlattenSpec read(Settings settings) {
        return new FlattenSpec(settings.dimension("startDim", 1), settings.dimension("endDim", -1));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        members.put("startDim", Json.of(startDim));
        members.put("endDim", Json.of(endDim));
    }

    @Override
    public Flatten build() {
        return new Flatten(this);
    }
}
