package nabla.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.io.Json;

/** Makes layers of their descriptions. Every type of layer that a shared network may have has its line here. */
final class LayerTypes {
    private LayerTypes() {}

    /**
     * Returns the layer that a description tells of. Its parameters are not drawn yet: that is for {@link
     * Module#resetParameters}, so that reading a hostile description costs no more than its text.
     */
    static Layer read(Settings in) {
        String type = in.text("type");
        return switch (type) {
            case "Sequential" -> SequentialReader.read(in);
            case "Linear" ->
                new Linear(in.size("inFeatures"), in.size("outFeatures"), in.flag("bias", true), Start.LATER);
            case "Conv1d" -> conv1d(in);
            case "Conv2d" -> conv2d(in);
            case "ConvTranspose2d" -> convTranspose2d(in);
            case "MaxPool1d" -> maxPool1d(in);
            case "MaxPool2d" -> maxPool2d(in);
            case "AvgPool2d" -> avgPool2d(in);
            case "AdaptiveAvgPool2d" -> new AdaptiveAvgPool2d(in.pair("outputSize", 1));
            case "BatchNorm1d" -> new BatchNorm1d(in.size("numFeatures"), batchNorm(in));
            case "BatchNorm2d" -> new BatchNorm2d(in.size("numFeatures"), batchNorm(in));
            case "LayerNorm" ->
                new LayerNorm(
                        in.sizes("normalizedShape"),
                        new LayerNorm.Options(in.number("eps", 1e-5), in.flag("elementwiseAffine", true)));
            case "Embedding" ->
                new Embedding(
                        in.size("numEmbeddings"), in.size("embeddingDim"), in.optionalIndex("paddingIdx"), Start.LATER);
            case "Dropout" -> new Dropout(in.number("p", 0.5));
            case "Flatten" -> new Flatten(in.dimension("startDim", 1), in.dimension("endDim", -1));
            case "Unflatten" -> new Unflatten(in.dimension("dim"), in.sizes("unflattenedSize"));
            case "Softmax" -> new Softmax(in.dimension("dim"));
            case "LogSoftmax" -> new LogSoftmax(in.dimension("dim"));
            default -> activation(type, in);
        };
    }

    private static Layer activation(String type, Settings in) {
        return switch (type) {
            case "Identity" -> new Identity();
            case "ReLU" -> new ReLU();
            case "ReLU6" -> new ReLU6();
            case "LeakyReLU" -> new LeakyReLU(in.number("negativeSlope", LeakyReLU.SLOPE));
            case "ELU" -> new ELU(in.number("alpha", 1));
            case "SELU" -> new SELU();
            case "GELU" -> new GELU(in.oneOf("approximate", "none", "tanh"));
            case "SiLU" -> new SiLU();
            case "Mish" -> new Mish();
            case "Sigmoid" -> new Sigmoid();
            case "Tanh" -> new Tanh();
            case "LogSigmoid" -> new LogSigmoid();
            case "Softplus" -> new Softplus(in.number("beta", 1), in.number("threshold", 20));
            case "Hardtanh" -> new Hardtanh(in.number("minVal", -1), in.number("maxVal", 1));
            default -> throw in.wrong("there is no layer of type \"" + type + "\".");
        };
    }

    private static Conv1d conv1d(Settings in) {
        return new Conv1d(
                in.size("inChannels"),
                in.size("outChannels"),
                in.size("kernelSize"),
                new Conv1d.Options(
                        in.size("stride", 1),
                        in.count("padding", 0),
                        in.size("dilation", 1),
                        in.size("groups", 1),
                        in.flag("bias", true)),
                Start.LATER);
    }

    private static Conv2d conv2d(Settings in) {
        return new Conv2d(
                in.size("inChannels"),
                in.size("outChannels"),
                in.pair("kernelSize", 1),
                new Conv2d.Options(
                        in.pair("stride", 1, Pair.both(1)),
                        in.is("padding", "same") ? null : in.pair("padding", 0, Pair.both(0)),
                        in.pair("dilation", 1, Pair.both(1)),
                        in.size("groups", 1),
                        in.flag("bias", true)),
                Start.LATER);
    }

    private static ConvTranspose2d convTranspose2d(Settings in) {
        return new ConvTranspose2d(
                in.size("inChannels"),
                in.size("outChannels"),
                in.pair("kernelSize", 1),
                new ConvTranspose2d.Options(
                        in.pair("stride", 1, Pair.both(1)),
                        in.pair("padding", 0, Pair.both(0)),
                        in.pair("outputPadding", 0, Pair.both(0)),
                        in.pair("dilation", 1, Pair.both(1)),
                        in.size("groups", 1),
                        in.flag("bias", true)),
                Start.LATER);
    }

    private static MaxPool1d maxPool1d(Settings in) {
        int kernelSize = in.size("kernelSize");
        return new MaxPool1d(
                kernelSize,
                new MaxPool1d.Options(
                        in.size("stride", kernelSize),
                        in.count("padding", 0),
                        in.size("dilation", 1),
                        in.flag("ceilMode", false)));
    }

    private static MaxPool2d maxPool2d(Settings in) {
        Pair kernelSize = in.pair("kernelSize", 1);
        return new MaxPool2d(
                kernelSize,
                new MaxPool2d.Options(
                        in.pair("stride", 1, kernelSize),
                        in.pair("padding", 0, Pair.both(0)),
                        in.pair("dilation", 1, Pair.both(1)),
                        in.flag("ceilMode", false)));
    }

    private static AvgPool2d avgPool2d(Settings in) {
        Pair kernelSize = in.pair("kernelSize", 1);
        return new AvgPool2d(
                kernelSize,
                new AvgPool2d.Options(
                        in.pair("stride", 1, kernelSize),
                        in.pair("padding", 0, Pair.both(0)),
                        in.flag("ceilMode", false),
                        in.flag("countIncludePad", true)));
    }

    private static BatchNorm.Options batchNorm(Settings in) {
        return new BatchNorm.Options(
                in.number("eps", 1e-5),
                in.optionalNumber("momentum", 0.1),
                in.flag("affine", true),
                in.flag("trackRunningStats", true));
    }

    /** Returns the description of a layer under a name; without a name, of a whole network. */
    static Json json(String name, Module module) {
        if (!(module instanceof Layer layer)) {
            throw new ArchitectureException(
                    module.name() + " cannot be described. Only a Sequential of Nabla's own layers can.");
        }
        Map<String, Json> members = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            members.put("name", Json.of(name));
        }
        members.put("type", Json.of(layer.name()));
        Description description = new Description();
        layer.describe(description);
        members.putAll(description.members());
        return Json.object(members);
    }
}
