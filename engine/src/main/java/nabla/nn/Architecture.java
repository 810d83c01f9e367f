package nabla.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nabla.io.Json;
import nabla.op.Shape;

/**
 * What a network is made of, as data: a sequence of named layers, which may be sequences again. Immutable.
 *
 * <p>Its text is JSON such as {@code {"type":"Sequential","children":[{"name":"fc1","type":"Linear","inFeatures":784,
 * "outFeatures":10,"bias":true}]}}. Reading one draws no number and takes no memory for parameters, so a hostile one costs
 * no more than its text.
 */
public final class Architecture {
    private static final int DEPTH = 16;

    private final Json description;
    private final Map<String, Shape> parameters = new LinkedHashMap<>();
    private final Map<String, Shape> state = new LinkedHashMap<>();

    private Architecture(Sequential network) {
        description = LayerTypes.json("", network);
        network.namedParameters().forEach((name, tensor) -> parameters.put(name, tensor.shape()));
        network.stateDict().forEach((name, tensor) -> state.put(name, tensor.shape()));
    }

    /**
     * Returns the architecture that a JSON text describes.
     *
     * @throws ArchitectureException if the text is not JSON, names an unknown layer or setting, lacks a setting, has one
     *     outside its range, or has a parameter of more than 2³¹ − 1 numbers
     */
    public static Architecture parse(String json) {
        return new Architecture(read(json));
    }

    private static Sequential read(String json) {
        try {
            return SequentialReader.root(Json.parse(json, DEPTH));
        } catch (ArchitectureException wrong) {
            throw wrong;
        } catch (IllegalArgumentException wrong) {
            throw new ArchitectureException("not valid. " + wrong.getMessage());
        }
    }

    /**
     * Returns the architecture of a network.
     *
     * @throws ArchitectureException if it is not a {@link Sequential}, or holds a module that no description can tell
     */
    public static Architecture of(Module network) {
        if (network instanceof Sequential sequence) {
            return new Architecture(sequence);
        }
        throw new ArchitectureException(
                network instanceof Layer
                        ? network.name() + " is a single layer. Put it into a Sequential."
                        : network.name() + " cannot be described. Only a Sequential of Nabla's own layers can.");
    }

    /** Returns a new network, with new random parameters. */
    public Sequential build() {
        Sequential network = read(toString());
        network.apply(Module::resetParameters);
        return network;
    }

    /** Returns the shapes of the network's parameters by their names, such as {@code fc1.weight}. */
    public Map<String, Shape> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Returns the shapes of all that the network's state dict holds, parameters and buffers, by name. */
    public Map<String, Shape> state() {
        return Collections.unmodifiableMap(state);
    }

    /** Returns how many numbers the parameters have together. */
    public long parameterCount() {
        return parameters.values().stream().mapToLong(Shape::size).sum();
    }

    /** Returns the description as a JSON value. */
    public Json json() {
        return description;
    }

    /** Returns the description as JSON text, which {@link #parse} reads. */
    @Override
    public String toString() {
        return description.toString();
    }
}
