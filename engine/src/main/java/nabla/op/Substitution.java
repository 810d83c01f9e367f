package nabla.op;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Replaces inputs throughout an expression; what was shared stays shared. */
final class Substitution {
    private final IntFunction<Expr> inputs;
    private final boolean spellsOut;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    /**
     * @param spellsOut whether primitives that float32 backends do not have are replaced as well
     */
    Substitution(IntFunction<Expr> inputs, boolean spellsOut) {
        this.inputs = inputs;
        this.spellsOut = spellsOut;
    }

    Expr of(Expr expression) {
        if (expression.primitive() == Primitive.INPUT) {
            return inputs.apply(expression.index());
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
