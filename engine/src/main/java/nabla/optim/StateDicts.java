package nabla.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nabla.Tensor;
import nabla.op.Node;
import org.jspecify.annotations.Nullable;

/** Takes an optimizer's memory out and puts it back, all or nothing, and complains in PyTorch's words. */
final class StateDicts {
    private static final String STEP = "step";

    private StateDicts() {}

    static OptimizerState of(Optimizer optimizer) {
        Map<Integer, Map<String, Tensor>> state = new LinkedHashMap<>();
        List<OptimizerState.Group> groups = new ArrayList<>();
        List<Node> copies = new ArrayList<>();
        int number = 0;
        for (ParameterGroup group : optimizer.paramGroups()) {
            List<Integer> numbers = new ArrayList<>();
            int[] steps = group.memory().steps();
            for (int i = 0; i < steps.length; i++) {
                if (optimizer.hasState(steps[i])) {
                    state.put(number, stateOf(optimizer, group, i, steps[i], copies));
                }
                numbers.add(number++);
            }
            groups.add(new OptimizerState.Group(new LinkedHashMap<>(group.options()), numbers));
        }
        optimizer.paramGroups().get(0).memory().arena().device().realize(copies.toArray(new Node[0]));
        return new OptimizerState(state, groups);
    }

    private static Map<String, Tensor> stateOf(
            Optimizer optimizer, ParameterGroup group, int i, int steps, List<Node> copies) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        Tensor step = optimizer.stepEntry(steps);
        if (step != null) {
            named.put(STEP, step);
        }
        for (String name : group.memory().stateNames()) {
            Tensor copy = group.memory().copy(name, i);
            copies.add(copy.node());
            named.put(name, copy);
        }
        return named;
    }

    static void load(Optimizer optimizer, OptimizerState saved) {
        List<ParameterGroup> groups = optimizer.paramGroups();
        if (groups.size() != saved.paramGroups().size()) {
            throw new IllegalArgumentException("loaded state dict has a different number of parameter groups\n"
                    + "  Hint: it has " + saved.paramGroups().size() + ", the optimizer " + groups.size()
                    + "; add the groups in the same order as before saving.");
        }
        for (int g = 0; g < groups.size(); g++) {
            int have = groups.get(g).parameters().size();
            int given = saved.paramGroups().get(g).params().size();
            if (have != given) {
                throw new IllegalArgumentException("loaded state dict contains a parameter group that doesn't match the"
                        + " size of optimizer's group\n  Hint: group " + g + " has " + given
                        + " parameters there, but " + have + " here; is it the same network?");
            }
        }
        List<Runnable> changes = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            changes.add(restoring(groups.get(g), saved, saved.paramGroups().get(g)));
        }
        changes.forEach(Runnable::run);
    }

    /** Checks what was saved of a group; the change itself comes later, when all groups are found good. */
    private static Runnable restoring(ParameterGroup group, OptimizerState saved, OptimizerState.Group from) {
        Set<String> names = new TreeSet<>();
        int[] steps = new int[from.params().size()];
        List<Map<String, Tensor>> parts = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            Map<String, Tensor> part = saved.state().getOrDefault(from.params().get(i), Map.of());
            Tensor step = part.get(STEP);
            steps[i] = step != null ? (int) step.item() : part.isEmpty() ? 0 : 1;
            names.addAll(part.keySet());
            parts.add(part);
        }
        names.remove(STEP);
        Map<String, Node> states = new LinkedHashMap<>();
        for (String name : names) {
            List<@Nullable Tensor> each = new ArrayList<>();
            parts.forEach(part -> each.add(part.get(name)));
            states.put(name, group.memory().state(each));
        }
        Map<String, @Nullable Object> options = new LinkedHashMap<>(from.options());
        return () -> {
            group.restore(options);
            group.memory().restore(states, steps);
        };
    }
}
