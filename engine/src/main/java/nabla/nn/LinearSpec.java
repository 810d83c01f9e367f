package nabla.nn;

import java.util.Map;
import nabla.io.Json;
import nabla.op.Shape;

/** The settings of {@link Linear}. */
record LinearSpec(int inFeatures, int outFeatures, boolean bias) implements LayerSpec {
    static final String TYPE = "Linear";

    static LinearSpec read(Settings settings) {
        return new LinearSpec(settings.size("inFeatures"), settings.size("outFeatures"), settings.flag("bias", true));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        members.put("inFeatures", Json.of(inFeatures));
        members.put("outFeatures", Json.of(outFeatures));
        members.put("bias", Json.of(bias));
    }

    @Override
    public void parameters(String prefix, Map<String, Shape> shapes) {
        shapes.put(prefix + "weight", Shape.of(outFeatures, inFeatures));
        if (bias) {
            shapes.put(prefix + "bias", Shape.of(outFeatures));
        }
    }

    @Override
    public Linear build() {
        return new Linear(this);
    }
}
