package nabla.op;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Replaces inputs, and the accumulator if asked to, throughout an expression; what was shared stays shared. */
final class Substitution {
    private final IntFunction<Expr> inputs;
    private final boolean spellsOut;
    private final @Nullable Expr accumulator;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    /**
     * @param spellsOut whether primitives that float32 backends do not have are replaced as well
     * @param accumulator what replaces the accumulator; null if it stays
     */
    Substitution(IntFunction<Expr> inputs, boolean spellsOut, @Nullable Expr accumulator) {
        this.inputs = inputs;
        this.spellsOut = spellsOut;
        this.accumulator = accumulator;
    }

    Expr of(Expr expression) {
        if (expression.primitive() == Primitive.INPUT) {
            return inputs.apply(expression.index());
        }
        if (expression.primitive() == Primitive.ACCUMULATOR && accumulator != null) {
            return accumulator;
        }
        if (expression.arity() == 0) {
            return expression;
        }
        Expr known = done.get(expression);
        if (known == null) {
            Expr[] replaced = new Expr[expression.arity()];
            for (int i = 0; i < replaced.length; i++) {
                replaced[i] = of(expression.argument(i));
            }
            boolean isSpelledOut = spellsOut && expression.primitive() == Primitive.ERF;
            known = isSpelledOut ? ErrorFunction.spelledOut(replaced[0]) : expression.over(replaced);
            done.put(expression, known);
        }
        return known;
    }
}
