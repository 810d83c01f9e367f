package nabla.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import nabla.Tensor;

/**
 * Modules one after the other: each gets what the one before gives.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html">torch.nn.Sequential</a>
 */
public final class Sequential extends Module {
    /** Makes a sequence whose modules are named 0, 1, 2, … */
    public Sequential(Module... modules) {
        for (int i = 0; i < modules.length; i++) {
            register(Integer.toString(i), modules[i]);
        }
    }

    /** Appends a module under a name. Returns this sequence. */
    public Sequential add(String name, Module module) {
        register(name, module);
        return this;
    }

    /**
     * Returns the module at a position, counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Module get(int position) {
        int i = 0;
        for (Module module : children()) {
            if (i++ == position) {
                return module;
            }
        }
        throw new IndexOutOfBoundsException("index " + position + " is out of range for " + i + " modules");
    }

    /** Returns what the last module gives. */
    @Override
    public Tensor forward(Tensor input) {
        Tensor output = input;
        for (Module module : children()) {
            output = module.call(output);
        }
        return output;
    }

    @Override
    protected String name() {
        return SequentialSpec.TYPE;
    }

    @Override
    SequentialSpec spec() {
        Map<String, LayerSpec> specs = new LinkedHashMap<>();
        namedChildren().forEach((name, child) -> specs.put(name, child.spec()));
        return new SequentialSpec(specs);
    }
}
