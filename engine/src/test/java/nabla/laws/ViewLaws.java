package nabla.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.Tensor;

/** Views: where their elements come from, what a write through one shows in the others, and their gradients. */
final class ViewLaws {
    private static final int LONGEST_CHAIN = 6;
    private static final int MOST_ELEMENTS = 600;

    private ViewLaws() {}

    /**
     * A tensor with its model.
     *
     * @param isStretched whether it looks through a view that shows elements more than once: Nabla refuses to write there,
     *     even where what is left shows each of them once
     */
    private record Pair(Model model, Tensor tensor, boolean isStretched) {
        Pair(Model model, Tensor tensor) {
            this(model, tensor, false);
        }

        Pair to(Model nextModel, Tensor nextTensor) {
            return new Pair(nextModel, nextTensor, isStretched || hasRepeats(nextModel));
        }
    }

    /** Any chain of views and copies shows the elements that counting places says. */
    static void compositions(long seed) {
        Case trial = new Case(seed);
        Pair pair = start(trial);
        for (int i = trial.between(1, LONGEST_CHAIN); i > 0; i--) {
            pair = trial.below(6) == 0 ? flipped(trial, pair) : viewed(trial, pair);
            trial.sameShape(pair.model.shape(), pair.tensor);
        }
        trial.same(pair.model, pair.tensor);
    }

    /** After random writes through random views, every view shows what the memory holds. */
    static void aliasing(long seed) {
        Case trial = new Case(seed);
        List<Pair> known = new ArrayList<>();
        known.add(start(trial));
        for (int i = trial.between(2, 2 * LONGEST_CHAIN); i > 0; i--) {
            Pair pair = known.get(trial.below(known.size()));
            trial.tell("tensor " + known.indexOf(pair));
            if (trial.below(3) == 0) {
                write(trial, pair, known.get(trial.below(known.size())));
            } else {
                Pair next = trial.below(4) == 0 ? seenAs(trial, pair) : viewed(trial, pair);
                boolean isView = next.model.isStrided();
                known.add(isView ? next : new Pair(next.model.copy(), next.tensor));
            }
            if (trial.below(4) == 0) {
                trial.same(pair.model, pair.tensor);
            }
        }
        for (int i = 0; i < known.size(); i++) {
            trial.tell("read tensor " + i);
            trial.same(known.get(i).model, known.get(i).tensor);
        }
    }

    /** The gradient of a weighted sum of a view: each place collects the weights of the elements that lie there. */
    static void gradients(long seed) {
        Case trial = new Case(seed);
        Pair leaf = start(trial);
        leaf.tensor.requiresGrad_();
        Pair pair = leaf;
        for (int i = trial.between(1, LONGEST_CHAIN); i > 0; i--) {
            pair = trial.below(6) == 0 ? flipped(trial, pair) : viewed(trial, pair);
        }
        Model weights = trial.model(pair.model.shape());
        pair.tensor.mul(Case.tensor(weights)).sum().backward();
        double[] expected = new double[leaf.model.size()];
        for (int i = 0; i < pair.model.size(); i++) {
            expected[pair.model.places()[i]] += weights.elements()[i];
        }
        Tensor gradient = leaf.tensor.grad();
        trial.check(gradient != null, "no gradient arrived");
        if (gradient != null) {
            trial.same(Model.of(expected, leaf.model.shape()), gradient);
        }
    }

    private static Pair start(Case trial) {
        Model model = trial.model(trial.shape());
        trial.tell("tensor " + Arrays.toString(model.shape()));
        return new Pair(model, Case.tensor(model));
    }

    private static void write(Case trial, Pair pair, Pair other) {
        Model target = pair.model;
        if (hasRepeats(target)) {
            refusesToWrite(trial, pair.tensor);
            return;
        }
        if (pair.isStretched) {
            return;
        }
        double number = trial.between(-9, 9);
        double[] before = target.elements();
        switch (trial.below(4)) {
            case 0 -> {
                trial.tell("fill_ " + number);
                pair.tensor.fill_(number);
                put(target, i -> number);
            }
            case 1 -> {
                trial.tell("add_ " + number);
                pair.tensor.add_(number);
                put(target, i -> before[i] + number);
            }
            case 2 -> {
                trial.tell("mul_ by itself");
                pair.tensor.mul_(pair.tensor).clamp_(-99, 99);
                put(target, i -> Math.min(99, before[i] * before[i]));
            }
            default -> {
                if (fits(other.model.shape(), target.shape())) {
                    trial.tell("copy_ from " + Arrays.toString(other.model.shape()));
                    double[] source = other.model.expand(target.shape()).elements();
                    pair.tensor.copy_(other.tensor);
                    put(target, i -> source[i]);
                }
            }
        }
    }

    private static void refusesToWrite(Case trial, Tensor tensor) {
        String message = "";
        try {
            tensor.add_(1);
        } catch (IllegalStateException refused) {
            message = String.valueOf(refused.getMessage());
        }
        trial.check(
                message.startsWith("unsupported operation: more than one element of the written-to tensor refers to a"
                        + " single memory location."),
                "wrote to memory that elements share: " + message);
    }

    /** A number for each element. */
    private interface Numbers {
        double of(int element);
    }

    private static void put(Model target, Numbers numbers) {
        for (int i = 0; i < target.size(); i++) {
            target.memory()[target.places()[i]] = numbers.of(i);
        }
    }

    private static boolean hasRepeats(Model model) {
        boolean[] seen = new boolean[model.memory().length];
        for (int place : model.places()) {
            if (seen[place]) {
                return true;
            }
            seen[place] = true;
        }
        return false;
    }

    /** Whether one shape can be expanded to the other. */
    private static boolean fits(int[] shape, int[] wanted) {
        return shape.length <= wanted.length
                && Arrays.equals(ArithmeticLaws.broadcast(shape, wanted), wanted)
                && Model.size(wanted) > 0;
    }

    private static Pair flipped(Case trial, Pair pair) {
        if (pair.model.rank() == 0) {
            return pair;
        }
        int axis = trial.below(pair.model.rank());
        trial.tell("flip " + axis);
        return pair.to(pair.model.flip(axis), pair.tensor.flip(axis));
    }

    private static Pair viewed(Case trial, Pair pair) {
        Model model = pair.model;
        Tensor tensor = pair.tensor;
        int rank = model.rank();
        int axis = rank == 0 ? 0 : trial.below(rank);
        switch (trial.below(rank == 0 ? 2 : 9)) {
            case 0 -> {
                int at = trial.below(rank + 1);
                trial.tell("unsqueeze " + at);
                return pair.to(model.unsqueeze(at), tensor.unsqueeze(at));
            }
            case 1 -> {
                return expanded(trial, pair);
            }
            case 2 -> {
                int[] order = trial.permutation(rank);
                trial.tell("permute " + Arrays.toString(order));
                return pair.to(model.permute(order), tensor.permute(order));
            }
            case 3 -> {
                int other = trial.below(rank);
                trial.tell("transpose " + axis + " " + other);
                int[] order = new int[rank];
                Arrays.setAll(order, i -> i == axis ? other : i == other ? axis : i);
                return pair.to(model.permute(order), tensor.transpose(axis - rank, other));
            }
            case 4 -> {
                int start = trial.below(model.shape()[axis] + 1);
                int count = trial.below(model.shape()[axis] - start + 1);
                trial.tell("narrow " + axis + " " + start + " " + count);
                return pair.to(model.slice(axis, start, count, 1), tensor.narrow(axis, start, count));
            }
            case 5 -> {
                if (model.shape()[axis] == 0) {
                    return pair;
                }
                int index = trial.below(model.shape()[axis]);
                trial.tell("select " + axis + " " + index);
                return pair.to(model.select(axis, index), tensor.select(axis, index - model.shape()[axis]));
            }
            case 6 -> {
                trial.tell("squeeze " + axis);
                boolean drops = model.shape()[axis] == 1;
                Model squeezed = drops ? model.reshape(Model.without(model.shape(), axis)) : model;
                return pair.to(squeezed, tensor.squeeze(axis));
            }
            default -> {
                return reshaped(trial, pair);
            }
        }
    }

    private static Pair expanded(Case trial, Pair pair) {
        int[] own = pair.model.shape();
        int extra = trial.below(5 - Math.min(4, own.length)) * trial.below(2);
        int[] shape = new int[own.length + extra];
        for (int i = 0; i < shape.length; i++) {
            boolean isStretched = i < extra || own[i - extra] == 1;
            shape[i] = isStretched ? trial.between(1, 3) : own[i - extra];
        }
        if (Model.size(shape) > MOST_ELEMENTS) {
            return pair;
        }
        trial.tell("expand " + Arrays.toString(shape));
        return pair.to(pair.model.expand(shape), pair.tensor.expand(shape));
    }

    /** What {@code view} shows, which copies nothing; where no strides would do, it must refuse. */
    private static Pair seenAs(Case trial, Pair pair) {
        int[] shape = trial.otherShape(pair.model.size());
        Model model = pair.model.reshape(shape);
        trial.tell("view " + Arrays.toString(shape));
        if (model.isStrided()) {
            return pair.to(model, pair.tensor.view(shape));
        }
        String message = "";
        try {
            pair.tensor.view(shape);
        } catch (IllegalArgumentException refused) {
            message = String.valueOf(refused.getMessage());
        }
        trial.check(message.startsWith("view size is not compatible with input tensor's size and stride"), message);
        return pair;
    }

    private static Pair reshaped(Case trial, Pair pair) {
        int[] shape = trial.otherShape(pair.model.size());
        trial.tell("reshape " + Arrays.toString(shape));
        return pair.to(pair.model.reshape(shape), pair.tensor.reshape(shape));
    }
}
