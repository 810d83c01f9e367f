package nabla.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nabla.op.AccumulateGrad;
import nabla.op.DType;
import nabla.op.Node;
import nabla.op.Shape;
import nabla.trace.TracedTensor.Kind;
import org.jspecify.annotations.Nullable;

/** The tensors of a trace while it is put together. */
final class Tensors {
    private final Recorder recorder;
    private final Snapshot snapshot;
    private final List<TracedTensor> all = new ArrayList<>();
    private final Map<Integer, Integer> byNode = new HashMap<>();
    private final Map<AccumulateGrad, Integer> parameters = new IdentityHashMap<>();

    Tensors(Recorder recorder) {
        this.recorder = recorder;
        snapshot = recorder.snapshot;
    }

    List<TracedTensor> all() {
        return all;
    }

    TracedTensor get(int id) {
        return all.get(id);
    }

    /** The tensor that a node is, as a value of the forward pass. */
    int value(int node, Text name) {
        Integer known = byNode.get(node);
        if (known != null) {
            return known;
        }
        Node original = snapshot.original(node);
        AccumulateGrad leaf = original.accumulateGrad();
        String input = recorder.inputNames.get(original);
        Kind kind = Kind.VALUE;
        Text called = name;
        if (leaf != null) {
            kind = Kind.PARAMETER;
            String path = recorder.parameterNames.get(leaf);
            called = path == null ? Text.of("parameter {0}", parameters.size()) : Text.literal(path);
        } else if (!snapshot.isRecorded(node)) {
            kind = original.type() == DType.INT64 || "batch.y".equals(input) ? Kind.TARGET : Kind.INPUT;
            called = input == null ? Text.of("data") : Text.literal(input);
        }
        int id = add(
                called,
                symbol(kind, called.toString()),
                kind,
                snapshot.copy(node).shape(),
                node,
                0,
                -1);
        byNode.put(node, id);
        if (leaf != null) {
            parameters.put(leaf, id);
        }
        return id;
    }

    /** The tensor that a node of the backward pass is. */
    int gradient(int node, int of) {
        Integer known = byNode.get(node);
        if (known != null) {
            return known;
        }
        TracedTensor value = get(of);
        boolean isParameter = value.kind() == Kind.PARAMETER;
        Text name = isParameter ? Text.of("{0}{1}", value.name(), ".grad") : Text.of("gradient of {0}", value.name());
        int id = add(name, "d" + value.symbol(), Kind.GRADIENT, value.shape(), node, 0, of);
        byNode.put(node, id);
        return id;
    }

    /** A value inside a composite operation of the backward pass. */
    int inner(int node, String name) {
        Integer known = byNode.get(node);
        if (known != null) {
            return known;
        }
        int id = add(Text.literal(name), name, Kind.VALUE, snapshot.copy(node).shape(), node, 0, -1);
        byNode.put(node, id);
        return id;
    }

    /** A parameter's part of an optimizer's flat node. */
    int part(Text name, String symbol, Kind kind, Shape shape, int node, int start, int of) {
        return add(name, symbol, kind, shape, node, start, of);
    }

    private int add(Text name, String symbol, Kind kind, Shape shape, int node, int start, int of) {
        all.add(new TracedTensor(all.size(), name, symbol, kind, shape, node, start, of));
        return all.size() - 1;
    }

    /** The tensor that a node is, or -1. */
    int find(int node) {
        return byNode.getOrDefault(node, -1);
    }

    /** The parameter whose gradient is collected there, or null if the passes had nothing to do with it. */
    @Nullable
    Integer parameter(AccumulateGrad leaf) {
        return parameters.get(leaf);
    }

    private static String symbol(Kind kind, String name) {
        return switch (kind) {
            case PARAMETER -> name.endsWith("weight") ? "W" : name.endsWith("bias") ? "b" : "w";
            case INPUT -> "x";
            case TARGET -> "t";
            default -> "y";
        };
    }
}
