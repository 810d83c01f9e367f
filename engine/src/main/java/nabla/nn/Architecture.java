package nabla.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nabla.io.Json;
import nabla.io.JsonException;
import nabla.op.Shape;
import nabla.op.ShapeException;

/**
 * What a network is made of, as data: a sequence of named layers, which may be sequences again. Immutable.
 *
 * <p>Its text is JSON such as {@code {"type":"Sequential","children":[{"name":"fc1","type":"Linear","inFeatures":784,
 * "outFeatures":10,"bias":true}]}}. Reading one makes no tensor, so a hostile one costs no more than its text.
 */
public final class Architecture {
    private static final int DEPTH = 16;

    private final SequentialSpec network;
    private final Map<String, Shape> parameters;

    private Architecture(SequentialSpec network) {
        this.network = network;
        Map<String, Shape> shapes = new LinkedHashMap<>();
        network.parameters("", shapes);
        parameters = Collections.unmodifiableMap(shapes);
    }

    /**
     * Returns the architecture that a JSON text describes.
     *
     * @throws ArchitectureException if the text is not JSON, names an unknown layer or setting, lacks a setting, has one
     *     outside its range, or has a parameter of more than 2³¹ − 1 numbers
     */
    public static Architecture parse(String json) {
        try {
            return new Architecture(SequentialSpec.root(Json.parse(json, DEPTH)));
        } catch (JsonException | ShapeException wrong) {
            throw new ArchitectureException("not valid. " + wrong.getMessage());
        }
    }

    /**
     * Returns the architecture of a network.
     *
     * @throws ArchitectureException if it is not a {@link Sequential}, or holds a module that no description can tell
     */
    public static Architecture of(Module network) {
        if (network.spec() instanceof SequentialSpec sequence) {
            return new Architecture(sequence);
        }
        throw new ArchitectureException(network.name() + " is a single layer. Put it into a Sequential.");
    }

    /** Returns a new network, with new random parameters. */
    public Sequential build() {
        return network.build();
    }

    /** Returns the shapes of the network's parameters by their names in a state dict, such as {@code fc1.weight}. */
    public Map<String, Shape> parameters() {
        return parameters;
    }

    /** Returns how many numbers the parameters have together. */
    public long parameterCount() {
        return parameters.values().stream().mapToLong(Shape::size).sum();
    }

    /** Returns the description as a JSON value. */
    public Json json() {
        return network.json();
    }

    /** Returns the description as JSON text, which {@link #parse} reads. */
    @Override
    public String toString() {
        return json().toString();
    }
}
