package nabla.trace;

import nabla.backend.reference.ScalarMath;
import nabla.op.Expr;
import nabla.op.MapOp;
import nabla.op.Node;
import nabla.op.Primitive;
import nabla.trace.MathMl.Term;

/** Writes an elementwise operation's expression as a formula over what its inputs are written as. */
final class Wording {
    /** Longer expressions are called by their name: their text would hide what they mean. */
    private static final int LONGEST = 12;

    private final Term[] terms;
    private final double[] inputs;
    private final boolean isInNumbers;

    /**
     * @param terms how each input is written
     * @param inputs the inputs' values, for formulas in numbers
     */
    Wording(Term[] terms, double[] inputs, boolean isInNumbers) {
        this.terms = terms;
        this.inputs = inputs;
        this.isInNumbers = isInNumbers;
    }

    Term of(MapOp op, Node node) {
        Expr[] arguments = new Expr[terms.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = Expr.input(i, node.input(i).type());
        }
        Expr expression = op.apply(arguments);
        if (size(expression) > LONGEST) {
            String[] texts = new String[terms.length];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = terms[i].text();
            }
            return MathMl.call(op.name(), texts);
        }
        return of(expression);
    }

    private static int size(Expr e) {
        int size = 1;
        for (int i = 0; i < e.arity(); i++) {
            size += size(e.argument(i));
        }
        return size;
    }

    private Term of(Expr e) {
        return switch (e.primitive()) {
            case CONSTANT -> MathMl.number(e.value());
            case INPUT -> terms[e.index()];
            case ACCUMULATOR -> MathMl.text("acc");
            case NEGATE -> MathMl.negative(of(e.argument(0)));
            case ABSOLUTE -> new Term("<mrow><mo>|</mo>" + of(e.argument(0)).text() + "<mo>|</mo></mrow>", MathMl.ATOM);
            case EXP -> MathMl.exponential(of(e.argument(0)));
            case LOG -> MathMl.call("ln", of(e.argument(0)).text());
            case SQRT -> MathMl.root(of(e.argument(0)));
            case SIN -> MathMl.call("sin", of(e.argument(0)).text());
            case COS -> MathMl.call("cos", of(e.argument(0)).text());
            case TANH -> MathMl.call("tanh", of(e.argument(0)).text());
            case ERF -> MathMl.call("erf", of(e.argument(0)).text());
            case FLOOR -> new Term("<mrow><mo>⌊</mo>" + of(e.argument(0)).text() + "<mo>⌋</mo></mrow>", MathMl.ATOM);
            case IS_NAN -> MathMl.call("isNaN", of(e.argument(0)).text());
            case CAST -> of(e.argument(0));
            case RANDOM -> MathMl.call("random", of(e.argument(0)).text());
            case SELECT -> select(e);
            default -> ofTwo(e, e.argument(0), e.argument(1));
        };
    }

    private Term ofTwo(Expr e, Expr first, Expr second) {
        Term a = of(first);
        Term b = of(second);
        return switch (e.primitive()) {
            case ADD -> MathMl.sum(a, b.level() == MathMl.SUM && isNegative(second) ? parenthesised(b) : b);
            case SUBTRACT -> MathMl.difference(a, b);
            case MULTIPLY -> first == second && !isNumber(first) ? square(a) : MathMl.product(a, b);
            case DIVIDE -> MathMl.fraction(a, b);
            case POWER -> MathMl.power(a, b);
            case MAXIMUM -> MathMl.call("max", a.text(), b.text());
            case MINIMUM -> MathMl.call("min", a.text(), b.text());
            case LESS -> MathMl.relation(a, "<", b);
            case LESS_EQUAL -> MathMl.relation(a, "≤", b);
            default -> MathMl.relation(a, "=", b);
        };
    }

    private static Term parenthesised(Term term) {
        return new Term(term.within(MathMl.ATOM), MathMl.ATOM);
    }

    private boolean isNegative(Expr e) {
        return isInNumbers && e.primitive() == Primitive.INPUT && inputs[e.index()] < 0;
    }

    private static boolean isNumber(Expr e) {
        return e.primitive() == Primitive.CONSTANT;
    }

    private static Term square(Term a) {
        return MathMl.power(a, MathMl.number(2));
    }

    /** In numbers only what was chosen counts; in letters both sides. */
    private Term select(Expr e) {
        if (isInNumbers) {
            boolean holds = ScalarMath.evaluate(e.argument(0), inputs) != 0;
            return of(e.argument(holds ? 1 : 2));
        }
        return MathMl.cases(of(e.argument(0)), of(e.argument(1)), of(e.argument(2)));
    }
}
