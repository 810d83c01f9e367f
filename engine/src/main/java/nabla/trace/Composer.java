package nabla.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Symbolic;
import nabla.op.ConcatOp;
import nabla.op.ContractOp;
import nabla.op.Expand;
import nabla.op.GatherOp;
import nabla.op.LeafOp;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.ReduceOp;
import nabla.op.ViewOp;
import nabla.trace.MathMl.Term;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how an element of a node is computed from named tensors, in letters or in numbers. It asks each operation
 * where its elements come from, with letters for coordinates: the same definition from which the kernels are made.
 */
final class Composer {
    private static final String[] LETTERS = {"i", "j", "k", "l", "m", "n"};
    private static final String[] PICTURE_LETTERS = {"n", "c", "i", "j", "k", "l"};
    private static final String[] SUMMED_LETTERS = {"k", "l", "m", "p", "q", "r", "s", "u", "v", "w"};
    private static final String[] WINDOW_LETTERS = {"d", "u", "v", "p", "q", "r", "s", "w"};
    private static final int SHOWN_TERMS = 5;
    private static final int SHOWN_INNER_TERMS = 2;
    private static final int LIT = 20_000;

    /** What formulas call a node, and the part it plays: its colour. */
    record Named(String symbol, String role) {}

    /** Where a formula names an element: the coordinates, under which sums, and what must hold. */
    private record Reference(int node, List<Index> at, List<Bound> bounds, List<Integer> extents) {}

    private final Snapshot snapshot;
    private final double[][] values;
    private final Map<Integer, Named> named;
    private final List<Integer> extents = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private final IndexNames names = new IndexNames(letters);
    private final Coordinates coordinates;
    private final List<Reference> references = new ArrayList<>();
    private final List<Bound> holding = new ArrayList<>();
    private final boolean hasIndices;
    private int sums;

    /** @param hasIndices whether names carry their coordinates: not where all have the same */
    Composer(Snapshot snapshot, double[][] values, Map<Integer, Named> named, boolean hasIndices) {
        this.hasIndices = hasIndices;
        this.snapshot = snapshot;
        this.values = values;
        this.named = named;
        coordinates = new Coordinates(snapshot, values);
    }

    /** The coordinates of any element of a node, as letters. To be called first. */
    List<Index> anyElement(int node) {
        Node copy = snapshot.copy(node);
        List<Index> at = new ArrayList<>();
        for (int axis = 0; axis < copy.shape().rank(); axis++) {
            letters.add(copy.shape().rank() > 3 ? PICTURE_LETTERS[axis] : LETTERS[axis]);
            extents.add(copy.shape().get(axis));
            at.add(Index.loop(axis, copy.shape().get(axis)));
        }
        return at;
    }

    /** The loops' values for one element. */
    int[] element(int node, int cell) {
        int[] strides = snapshot.copy(node).shape().strides();
        int[] at = new int[strides.length];
        int rest = cell;
        for (int axis = 0; axis < at.length; axis++) {
            at[axis] = rest / strides[axis];
            rest %= strides[axis];
        }
        return at;
    }

    /** How the element is made of others: one operation deep at least. In letters if {@code loops} is null. */
    Term made(int node, List<Index> at, int @Nullable [] loops) {
        Node copy = snapshot.copy(node);
        if (copy.op() instanceof MapOp map) {
            return map(map, copy, at, loops);
        }
        if (copy.op() instanceof ViewOp view) {
            return view(view, copy, at, loops);
        }
        if (copy.op() instanceof ReduceOp reduce) {
            return reduce(reduce, copy, at, loops);
        }
        if (copy.op() instanceof ContractOp contract) {
            return contract(contract, copy, at, loops);
        }
        if (copy.op() instanceof LeafOp.Fill fill) {
            return MathMl.number(fill.value());
        }
        if (copy.op() instanceof LeafOp.Scalar scalar) {
            return MathMl.number(scalar.value());
        }
        if (copy.op() instanceof LeafOp.Range && loops == null) {
            return new Term(names.of(at.get(0)), MathMl.SUM);
        }
        if (copy.op() instanceof GatherOp gather && loops != null) {
            return gather(gather, copy, at, loops);
        }
        return loops == null
                ? MathMl.call(copy.op() instanceof ConcatOp ? "cat" : copy.op().name())
                : MathMl.number(value(node, at, loops));
    }

    private Term of(int node, List<Index> at, int @Nullable [] loops) {
        Named name = named.get(node);
        if (name == null) {
            return made(node, at, loops);
        }
        if (loops != null) {
            return new Term(coloured(MathMl.number(value(node, at, loops)), name.role), level(node, at, loops));
        }
        references.add(new Reference(node, at, List.copyOf(holding), List.copyOf(extents)));
        StringBuilder indices = new StringBuilder();
        for (int axis = 0; hasIndices && axis < at.size(); axis++) {
            indices.append(indices.length() == 0 ? "" : "<mo>,</mo>").append(names.of(at.get(axis)));
        }
        return new Term(MathMl.indexed(MathMl.symbol(name.symbol, name.role), indices.toString()), MathMl.ATOM);
    }

    private int level(int node, List<Index> at, int[] loops) {
        return value(node, at, loops) < 0 ? MathMl.SUM : MathMl.ATOM;
    }

    private static String coloured(Term number, String role) {
        return number.text().replace("<mn>", "<mn class=\"" + role + "\">");
    }

    // ---- operations

    private Term map(MapOp op, Node node, List<Index> at, int @Nullable [] loops) {
        Term[] terms = new Term[node.inputs()];
        double[] inputs = new double[node.inputs()];
        for (int i = 0; i < terms.length; i++) {
            Node input = node.input(i);
            List<Index> place = Expand.broadcast(at, input.shape(), new Symbolic(each -> each.ordinal));
            terms[i] = of(input.ordinal, place, loops);
            inputs[i] = loops == null ? 0 : value(input.ordinal, place, loops);
        }
        return new Wording(terms, inputs, loops != null).of(op, node);
    }

    private Term view(ViewOp view, Node node, List<Index> at, int @Nullable [] loops) {
        Symbolic arithmetic = new Symbolic(scalar -> scalar.ordinal);
        List<Index> source = view.source(at, node, arithmetic);
        if (loops != null && !coordinates.holds(arithmetic.bounds(), loops)) {
            return MathMl.number(view.outside());
        }
        holding.addAll(arithmetic.bounds());
        Term term = of(node.input(0).ordinal, source, loops);
        holding.subList(holding.size() - arithmetic.bounds().size(), holding.size())
                .clear();
        return term;
    }

    private Term gather(GatherOp gather, Node node, List<Index> at, int[] loops) {
        Node indices = node.input(1);
        int found = (int) value(indices.ordinal, gather.indexAt(at), loops);
        return of(node.input(0).ordinal, gather.sourceAt(at, Index.constant(found), node), loops);
    }

    private Term reduce(ReduceOp op, Node node, List<Index> at, int @Nullable [] loops) {
        Node input = node.input(0);
        List<Integer> summed = new ArrayList<>();
        for (int axis : op.axes()) {
            summed.add(input.shape().get(axis));
        }
        int first = open(summed, false);
        List<Index> inner = new ArrayList<>();
        int kept = 0;
        int taken = 0;
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            inner.add(
                    op.reduces(axis) ? Index.loop(first + taken++, input.shape().get(axis)) : at.get(kept++));
        }
        String operator = operator(op.kind());
        if (loops == null) {
            String over = overLetters(first);
            Term term = MathMl.over(operator, over, of(input.ordinal, inner, null));
            close(first);
            return term;
        }
        List<Term> terms = new ArrayList<>();
        int more = eachTerm(summed, loops, first, inside -> terms.add(of(input.ordinal, inner, inside)), List.of());
        close(first);
        return op.kind() == ReduceOp.Kind.SUM ? added(terms, more) : listed(operator, terms, more);
    }

    private static String operator(ReduceOp.Kind kind) {
        return switch (kind) {
            case SUM -> "∑";
            case PRODUCT -> "∏";
            case MAXIMUM, FIRST_MAXIMUM -> "max";
            case MINIMUM, FIRST_MINIMUM -> "min";
            case ARGMAX -> "arg max";
            case ARGMIN -> "arg min";
        };
    }

    private Term contract(ContractOp op, Node node, List<Index> at, int @Nullable [] loops) {
        List<Integer> summed = new ArrayList<>();
        for (int extent : op.reduced(node)) {
            summed.add(extent);
        }
        int first = open(summed, summed.size() > 1);
        List<Index> reduced = new ArrayList<>();
        for (int i = 0; i < summed.size(); i++) {
            reduced.add(Index.loop(first + i, summed.get(i)));
        }
        Symbolic arithmetic = new Symbolic(scalar -> scalar.ordinal);
        List<Index> a = op.first(at, reduced, node, arithmetic);
        List<Index> b = op.second(at, reduced, node, arithmetic);
        List<Bound> bounds = List.copyOf(arithmetic.bounds());
        if (loops == null) {
            holding.addAll(bounds);
            Term product = MathMl.product(of(node.input(0).ordinal, a, null), of(node.input(1).ordinal, b, null));
            holding.subList(holding.size() - bounds.size(), holding.size()).clear();
            Term term = MathMl.over("∑", overLetters(first), product);
            close(first);
            return term;
        }
        List<Term> terms = new ArrayList<>();
        int more = eachTerm(
                summed,
                loops,
                first,
                inside -> terms.add(
                        MathMl.product(of(node.input(0).ordinal, a, inside), of(node.input(1).ordinal, b, inside))),
                bounds);
        close(first);
        return added(terms, more);
    }

    // ---- sums

    /** Opens loops over these extents; returns the first one's number. */
    private int open(List<Integer> summed, boolean isWindow) {
        int first = letters.size();
        String[] choice = isWindow ? WINDOW_LETTERS : SUMMED_LETTERS;
        for (int extent : summed) {
            String letter = "z";
            for (String each : choice) {
                if (!letters.contains(each)) {
                    letter = each;
                    break;
                }
            }
            letters.add(letter);
            extents.add(extent);
        }
        sums++;
        return first;
    }

    private void close(int first) {
        while (letters.size() > first) {
            letters.remove(letters.size() - 1);
            extents.remove(extents.size() - 1);
        }
        sums--;
    }

    private String overLetters(int first) {
        StringBuilder over = new StringBuilder();
        for (int i = first; i < letters.size(); i++) {
            if (extents.get(i) > 1) {
                over.append(over.length() == 0 ? "" : "<mo>,</mo>").append(MathMl.letter(letters.get(i)));
            }
        }
        return over.toString();
    }

    /** One term of a sum. */
    private interface Each {
        void at(int[] loops);
    }

    /** Calls for the first terms that count; returns how many more there are. */
    private int eachTerm(List<Integer> summed, int[] loops, int first, Each each, List<Bound> bounds) {
        int total = 1;
        for (int extent : summed) {
            total *= extent;
        }
        int limit = sums == 1 ? SHOWN_TERMS : SHOWN_INNER_TERMS;
        int count = 0;
        for (int step = 0; step < total; step++) {
            int[] inside = Arrays.copyOf(loops, first + summed.size());
            int rest = step;
            for (int i = summed.size() - 1; i >= 0; i--) {
                inside[first + i] = rest % summed.get(i);
                rest /= summed.get(i);
            }
            if (coordinates.holds(bounds, inside)) {
                if (count++ < limit) {
                    each.at(inside);
                }
            }
        }
        return Math.max(0, count - limit);
    }

    private static Term added(List<Term> terms, int more) {
        if (terms.isEmpty()) {
            return MathMl.number(0);
        }
        Term sum = terms.get(0);
        for (int i = 1; i < terms.size(); i++) {
            sum = MathMl.sum(sum, terms.get(i));
        }
        return more == 0 ? sum : MathMl.sum(sum, MathMl.more(more));
    }

    private static Term listed(String operator, List<Term> terms, int more) {
        List<String> texts = new ArrayList<>();
        for (Term term : terms) {
            texts.add(term.text());
        }
        if (more > 0) {
            texts.add(MathMl.more(more).text());
        }
        return MathMl.call(operator, texts.toArray(new String[0]));
    }

    private double value(int node, List<Index> at, int[] loops) {
        return values[node][coordinates.place(node, at, loops)];
    }

    // ---- what took part

    /** The elements that the formula in letters named, for one element of the result: by node, each once. */
    Map<Integer, List<Integer>> parts(int[] element) {
        Map<Integer, Map<Integer, Boolean>> found = new LinkedHashMap<>();
        for (Reference reference : references) {
            found.computeIfAbsent(reference.node, key -> new HashMap<>());
            collect(reference, element, found.get(reference.node));
        }
        Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
        found.forEach((node, cells) -> {
            List<Integer> sorted = new ArrayList<>(cells.keySet());
            sorted.sort(Integer::compare);
            parts.put(node, sorted);
        });
        return parts;
    }

    private void collect(Reference reference, int[] element, Map<Integer, Boolean> cells) {
        int[] sizes = new int[reference.extents.size()];
        long total = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = reference.extents.get(axis);
            total *= axis < element.length ? 1 : sizes[axis];
        }
        for (int step = 0; step < Math.min(total, LIT); step++) {
            int[] loops = Arrays.copyOf(element, sizes.length);
            int rest = step;
            for (int axis = sizes.length - 1; axis >= element.length; axis--) {
                loops[axis] = rest % sizes[axis];
                rest /= sizes[axis];
            }
            if (coordinates.holds(reference.bounds, loops)) {
                cells.put(coordinates.place(reference.node, reference.at, loops), true);
            }
        }
    }
}
