package nabla.nn;

import java.util.Map;
import nabla.io.Json;

/** The settings of {@link MaxPool2d}. */
record MaxPool2dSpec(Pair kernelSize, Pair stride) implements LayerSpec {
    static final String TYPE = "MaxPool2d";

    static MaxPool2dSpec read(Settings settings) {
        Pair kernelSize = settings.pair("kernelSize", 1);
        return new MaxPool2dSpec(kernelSize, settings.pair("stride", 1, kernelSize));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        members.put("kernelSize", kernelSize.json());
        members.put("stride", stride.json());
    }

    @Override
    public MaxPool2d build() {
        return new MaxPool2d(this);
    }
}
