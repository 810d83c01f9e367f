package nabla.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.TensorFile;
import nabla.io.Safetensors;
import nabla.op.Shape;

/** A network in a safetensors file: its state dict as tensors, its architecture as text beside them. */
public final class ModelFile {
    /** The name under which the file's metadata hold the architecture. */
    public static final String ARCHITECTURE = "nabla.architecture";

    private ModelFile() {}

    /**
     * Returns the content of a file that holds a network. May wait for the device.
     *
     * @param metadata further text, such as the training's history
     * @throws ArchitectureException if the network cannot be described
     */
    public static Safetensors of(Module network, Map<String, String> metadata) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put(ARCHITECTURE, Architecture.of(network).toString());
        text.putAll(metadata);
        return TensorFile.of(network.stateDict(), text);
    }

    /**
     * Returns the architecture that a file names, after checking that its tensors are exactly those of it.
     *
     * @throws ArchitectureException if it names none, or a tensor is missing, unexpected, or has another shape
     */
    public static Architecture architecture(Safetensors file) {
        String text = file.metadata().get(ARCHITECTURE);
        if (text == null) {
            throw new ArchitectureException("the file's metadata have no " + ARCHITECTURE + ".");
        }
        Architecture architecture = Architecture.parse(text);
        if (!architecture.state().keySet().equals(file.tensors().keySet())) {
            throw new ArchitectureException(
                    "the file has the tensors " + file.tensors().keySet() + ", but the network the state "
                            + architecture.state().keySet() + ".");
        }
        architecture.state().forEach((name, shape) -> {
            if (!shape.equals(Shape.of(file.get(name).shape()))) {
                throw new ArchitectureException("the tensor " + name + " has the shape "
                        + Shape.of(file.get(name).shape()) + ", but the network's " + shape + ".");
            }
        });
        return architecture;
    }

    /**
     * Returns the network that a file holds.
     *
     * @throws ArchitectureException if file and architecture do not fit
     */
    public static Sequential load(Safetensors file) {
        Sequential network = architecture(file).build();
        loadInto(network, file);
        return network;
    }

    /**
     * Copies a file's tensors into the parameters and buffers of the same names.
     *
     * @throws IllegalArgumentException if a name is missing, unexpected, or has another shape
     */
    public static void loadInto(Module network, Safetensors file) {
        network.loadStateDict(TensorFile.tensors(file));
    }
}
