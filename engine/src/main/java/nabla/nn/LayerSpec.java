package nabla.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.io.Json;
import nabla.op.Shape;

/** The settings of one layer, as data. One record for each type of layer that a shared network may have. */
sealed interface LayerSpec
        permits Conv2dSpec,
                FlattenSpec,
                LinearSpec,
                LogSoftmaxSpec,
                MaxPool2dSpec,
                ReluSpec,
                SequentialSpec,
                SoftmaxSpec,
                TanhSpec {
    /** Returns the layer's type as the description spells it. */
    String type();

    /** Puts the settings by their names in the description. */
    void settings(Map<String, Json> members);

    /** Puts the shapes of the layer's parameters by their names, each after {@code prefix}. */
    default void parameters(String prefix, Map<String, Shape> shapes) {}

    /** Returns a new module of these settings, with new parameters. */
    Module build();

    /** Returns the description of a layer of this name. */
    default Json json(String name) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("name", Json.of(name));
        members.put("type", Json.of(type()));
        settings(members);
        return Json.object(members);
    }

    /** Reads the layer that a description tells of. Every type of layer has its line here. */
    static LayerSpec read(Settings settings) {
        String type = settings.text("type");
        return switch (type) {
            case SequentialSpec.TYPE -> SequentialSpec.read(settings);
            case LinearSpec.TYPE -> LinearSpec.read(settings);
            case Conv2dSpec.TYPE -> Conv2dSpec.read(settings);
            case MaxPool2dSpec.TYPE -> MaxPool2dSpec.read(settings);
            case FlattenSpec.TYPE -> FlattenSpec.read(settings);
            case ReluSpec.TYPE -> new ReluSpec();
            case TanhSpec.TYPE -> new TanhSpec();
            case SoftmaxSpec.TYPE -> new SoftmaxSpec(settings.dimension("dim"));
            case LogSoftmaxSpec.TYPE -> new LogSoftmaxSpec(settings.dimension("dim"));
            default -> throw settings.wrong("there is no layer of type \"" + type + "\".");
        };
    }
}
