package nabla.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nabla.RemovableHandle;
import nabla.Tensor;
import org.jspecify.annotations.Nullable;

/** The hooks of one module, in the order in which they were registered. */
final class Hooks {
    private final List<ForwardPreHook> before = new ArrayList<>();
    private final List<ForwardHook> after = new ArrayList<>();
    private final List<BackwardHook> backward = new ArrayList<>();
    private boolean areAny;

    boolean isEmpty() {
        return !areAny;
    }

    RemovableHandle add(ForwardPreHook hook) {
        return add(before, hook);
    }

    RemovableHandle add(ForwardHook hook) {
        return add(after, hook);
    }

    RemovableHandle add(BackwardHook hook) {
        return add(backward, hook);
    }

    private <H> RemovableHandle add(List<H> hooks, H hook) {
        hooks.add(hook);
        areAny = true;
        boolean[] removed = {false};
        return new RemovableHandle(() -> {
            if (!removed[0]) {
                removed[0] = true;
                hooks.remove(hook);
                areAny = !(before.isEmpty() && after.isEmpty() && backward.isEmpty());
            }
        });
    }

    /** Returns what {@code forward} makes of the inputs, after all hooks had their say. */
    Tensor around(Module module, Tensor[] given, Function<Tensor[], Tensor> forward) {
        Tensor[] inputs = given;
        for (ForwardPreHook hook : List.copyOf(before)) {
            Tensor[] changed = hook.run(module, inputs);
            inputs = changed == null ? inputs : changed;
        }
        BackwardWatch watch = backward.isEmpty() ? null : new BackwardWatch(module, List.copyOf(backward));
        Tensor output = forward.apply(watch == null ? inputs : watch.inputs(inputs));
        for (ForwardHook hook : List.copyOf(after)) {
            Tensor changed = hook.run(module, inputs, output);
            output = changed == null ? output : changed;
        }
        return watch == null ? output : watch.output(output);
    }

    /**
     * Watches one call of a module in the backward pass. Inputs and output pass through copies of themselves, which cost
     * nothing and whose gradients are those of the module, whatever else the tensors are used for.
     */
    private static final class BackwardWatch {
        private final Module module;
        private final List<BackwardHook> hooks;
        private Tensor[] gradOutput = {};
        private boolean isInputWatched;

        BackwardWatch(Module module, List<BackwardHook> hooks) {
            this.module = module;
            this.hooks = hooks;
        }

        Tensor[] inputs(Tensor[] given) {
            Tensor[] watched = given.clone();
            for (int i = 0; i < given.length; i++) {
                if (given[i].requiresGrad()) {
                    int position = i;
                    watched[i] = given[i].clone();
                    watched[i].registerHook(gradient -> arrived(given.length, position, gradient));
                    isInputWatched = true;
                }
            }
            return watched;
        }

        Tensor output(Tensor given) {
            if (!given.requiresGrad()) {
                return given;
            }
            Tensor watched = given.clone();
            watched.registerHook(gradient -> {
                gradOutput = new Tensor[] {gradient};
                return isInputWatched ? null : arrived(0, 0, gradient);
            });
            return watched;
        }

        private @Nullable Tensor arrived(int inputs, int position, Tensor gradient) {
            @Nullable Tensor[] gradInput = new Tensor[inputs];
            if (inputs > 0) {
                gradInput[position] = gradient;
            }
            for (BackwardHook hook : hooks) {
                @Nullable Tensor[] changed = hook.run(module, gradInput, gradOutput);
                gradInput = changed == null ? gradInput : changed;
            }
            return inputs == 0 ? null : gradInput[position];
        }
    }
}
