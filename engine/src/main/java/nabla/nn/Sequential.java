package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import nabla.Tensor;
import nabla.io.Json;

/**
 * Modules one after the other: each gets what the one before gives.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.Sequential.html">torch.nn.Sequential</a>
 */
public final class Sequential extends Layer {
    /** Makes a sequence whose modules are named 0, 1, 2, … */
    public Sequential(Module... modules) {
        for (Module module : modules) {
            append(module);
        }
    }

    /** Appends a module under a name. Returns this sequence. */
    public Sequential add(String name, Module module) {
        register(name, module);
        return this;
    }

    /** Appends a module, named by its position. Returns this sequence. */
    public Sequential append(Module module) {
        return add(Integer.toString(size()), module);
    }

    /** Returns how many modules there are. */
    public int size() {
        return namedChildren().size();
    }

    /**
     * Returns the module at a position, counted from 0, or from the end if negative.
     *
     * @throws IndexOutOfBoundsException with PyTorch's words if there is none
     */
    public Module get(int position) {
        return ModuleList.at(this, position);
    }

    /** As {@link #get}. */
    public Module at(int position) {
        return get(position);
    }

    /** Returns what the last module gives. */
    @Override
    public Tensor forward(Tensor input) {
        Tensor output = input;
        for (Module module : parts()) {
            output = module.call(output);
        }
        return output;
    }

    @Override
    protected String extraRepr() {
        return "";
    }

    @Override
    void describe(Description out) {
        List<Json> items = new ArrayList<>();
        namedChildren().forEach((name, child) -> items.add(LayerTypes.json(name, child)));
        out.tell("children", Json.array(items), "");
    }
}
