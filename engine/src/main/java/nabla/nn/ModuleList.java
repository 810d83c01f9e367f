package nabla.nn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Modules in a list, for a network of one's own that says what it does with them.
 *
 * @see <a href="https://docs.pytorch.org/docs/1.13/generated/torch.nn.ModuleList.html">torch.nn.ModuleList</a>
 */
public final class ModuleList extends Module implements Iterable<Module> {
    /** Makes a list whose modules are named 0, 1, 2, … */
    public ModuleList(Module... modules) {
        for (Module module : modules) {
            append(module);
        }
    }

    /** Appends a module. Returns this list. */
    public ModuleList append(Module module) {
        register(Integer.toString(size()), module);
        return this;
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
        return at(this, position);
    }

    @Override
    public Iterator<Module> iterator() {
        return children().iterator();
    }

    static Module at(Module holder, int position) {
        List<Module> modules = new ArrayList<>(holder.children());
        int index = position < 0 ? position + modules.size() : position;
        if (index < 0 || index >= modules.size()) {
            throw new IndexOutOfBoundsException("index " + position + " is out of range\n  Hint: the " + holder.name()
                    + " has " + modules.size() + " modules, counted from 0.");
        }
        return modules.get(index);
    }
}
