package nabla.nn;

import java.util.Map;
import nabla.io.Json;
import nabla.op.Shape;

/** The settings of {@link Conv2d}. */
record Conv2dSpec(int inChannels, int outChannels, Pair kernelSize, Pair stride, Pair padding, boolean bias)
        implements LayerSpec {
    static final String TYPE = "Conv2d";

    static Conv2dSpec read(Settings settings) {
        return new Conv2dSpec(
                settings.size("inChannels"),
                settings.size("outChannels"),
                settings.pair("kernelSize", 1),
                settings.pair("stride", 1, Pair.both(1)),
                settings.pair("padding", 0, Pair.both(0)),
                settings.flag("bias", true));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        members.put("inChannels", Json.of(inChannels));
        members.put("outChannels", Json.of(outChannels));
        members.put("kernelSize", kernelSize.json());
        members.put("stride", stride.json());
        members.put("padding", padding.json());
        members.put("bias", Json.of(bias));
    }

    @Override
    public void parameters(String prefix, Map<String, Shape> shapes) {
        shapes.put(prefix + "weight", Shape.of(outChannels, inChannels, kernelSize.height(), kernelSize.width()));
        if (bias) {
            shapes.put(prefix + "bias", Shape.of(outChannels));
        }
    }

    @Override
    public Conv2d build() {
        return new Conv2d(this);
    }
}
