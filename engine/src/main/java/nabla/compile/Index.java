package nabla.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integer that depends on a kernel's loops: {@code constant + sum of coefficient * atom}. Addresses and coordinates
 * are made of these, so a chain of views costs nothing: it becomes one address. Always kept in a canonical form (atoms in
 * the order of their text, none twice, no coefficient 0), so equal indexes are {@link #equals equal}. Immutable.
 *
 * <p>Division and remainder round down and are meant for values that are not negative. Where a view reaches outside
 * its source, {@link Bound}s say so.
 */
public final class Index {
    public static final Index ZERO = constant(0);

    private final int constant;
    private final Atom[] atoms;
    private final int[] coefficients;
    private final long min;
    private final long max;
    private final long axes;

    private Index(int constant, Atom[] atoms, int[] coefficients) {
        this.constant = constant;
        this.atoms = atoms;
        this.coefficients = coefficients;
        long low = constant;
        long high = constant;
        long loops = 0;
        for (int i = 0; i < atoms.length; i++) {
            long c = coefficients[i];
            low += Math.min(c * atoms[i].min(), c * atoms[i].max());
            high += Math.max(c * atoms[i].min(), c * atoms[i].max());
            loops |= atoms[i].axes();
        }
        min = low;
        max = high;
        axes = loops;
    }

    public static Index constant(int value) {
        return new Index(value, new Atom[0], new int[0]);
    }

    /** The counter of a loop, from 0 to {@code extent} - 1. */
    public static Index loop(int axis, int extent) {
        return extent == 1 ? ZERO : of(new Atom.Loop(axis, extent));
    }

    /** One atom. */
    public static Index of(Atom atom) {
        return new Index(0, new Atom[] {atom}, new int[] {1});
    }

    /** The address of these coordinates in row-major memory. */
    public static Index linear(Index[] coordinates, int[] strides) {
        Index sum = ZERO;
        for (int i = 0; i < coordinates.length; i++) {
            sum = sum.plus(coordinates[i].times(strides[i]));
        }
        return sum;
    }

    public int constant() {
        return constant;
    }

    /** How many atoms the sum has. */
    public int terms() {
        return atoms.length;
    }

    public Atom atom(int term) {
        return atoms[term];
    }

    public int coefficient(int term) {
        return coefficients[term];
    }

    /** The least value it can take. */
    public long min() {
        return min;
    }

    /** The greatest value it can take. */
    public long max() {
        return max;
    }

    public boolean isConstant() {
        return atoms.length == 0;
    }

    /** Whether it is a constant plus multiples of loop counters (and of values that are fixed for a run). */
    public boolean isAffine() {
        for (Atom atom : atoms) {
            if (!(atom instanceof Atom.Loop) && !(atom instanceof Atom.Argument)) {
                return false;
            }
        }
        return true;
    }

    /** How much the value changes when the loop {@code axis} counts one further; meaningful where {@link #variesOnlyLinearly}. */
    public int strideOf(int axis) {
        for (int i = 0; i < atoms.length; i++) {
            if (atoms[i] instanceof Atom.Loop loop && loop.axis() == axis) {
                return coefficients[i];
            }
        }
        return 0;
    }

    /** Whether the loop {@code axis} enters this only as a linear term (or not at all). */
    public boolean variesOnlyLinearly(int axis) {
        for (Atom atom : atoms) {
            if (!(atom instanceof Atom.Loop) && atom.dependsOn(axis)) {
                return false;
            }
        }
        return true;
    }

    /** The loops it changes with: bit i stands for loop i. */
    public long axes() {
        return axes;
    }

    public boolean dependsOn(int axis) {
        return axis >= 0 && (axes >> axis & 1) == 1;
    }

    public Index plus(int value) {
        return value == 0 ? this : new Index(constant + value, atoms, coefficients);
    }

    public Index plus(Index other) {
        if (other.atoms.length == 0) {
            return plus(other.constant);
        }
        if (atoms.length == 0) {
            return other.plus(constant);
        }
        List<Atom> sum = new ArrayList<>();
        List<Integer> factors = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < atoms.length || j < other.atoms.length) {
            int order = i == atoms.length
                    ? 1
                    : j == other.atoms.length ? -1 : atoms[i].toString().compareTo(other.atoms[j].toString());
            int factor = (order <= 0 ? coefficients[i] : 0) + (order >= 0 ? other.coefficients[j] : 0);
            if (factor != 0) {
                sum.add(order <= 0 ? atoms[i] : other.atoms[j]);
                factors.add(factor);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return rejoined(constant + other.constant, sum, factors);
    }

    public Index minus(Index other) {
        return plus(other.times(-1));
    }

    public Index times(int factor) {
        if (factor == 1) {
            return this;
        }
        if (factor == 0) {
            return ZERO;
        }
        int[] multiplied = new int[coefficients.length];
        for (int i = 0; i < multiplied.length; i++) {
            multiplied[i] = coefficients[i] * factor;
        }
        return new Index(constant * factor, atoms, multiplied);
    }

    /** The quotient, rounded down. */
    public Index dividedBy(int divisor) {
        if (divisor == 1) {
            return this;
        }
        if (min >= 0 && max < divisor) {
            return ZERO;
        }
        Index rest = remainderTerms(divisor);
        Index whole = minus(rest);
        if (rest.min < 0) {
            return of(new Atom.Quotient(this, divisor));
        }
        Index quotient = whole.exactlyDividedBy(divisor);
        if (rest.max < divisor) {
            return quotient;
        }
        if (quotient.isConstant()
                && quotient.constant == 0
                && rest.atoms.length == 1
                && rest.coefficients[0] == 1
                && rest.constant == 0
                && rest.atoms[0] instanceof Atom.Quotient inner) {
            return of(new Atom.Quotient(inner.of(), inner.by() * divisor));
        }
        return quotient.plus(of(new Atom.Quotient(rest, divisor)));
    }

    /** The remainder, for values that are not negative in [0, {@code divisor}). */
    public Index modulo(int divisor) {
        if (divisor == 1) {
            return ZERO;
        }
        if (min >= 0 && max < divisor) {
            return this;
        }
        Index rest = remainderTerms(divisor);
        if (rest.min < 0) {
            return of(new Atom.Remainder(this, divisor));
        }
        return rest.max < divisor ? rest : of(new Atom.Remainder(rest, divisor));
    }

    /** The part of the sum whose coefficients are no multiples of the divisor. */
    private Index remainderTerms(int divisor) {
        List<Atom> kept = new ArrayList<>();
        List<Integer> factors = new ArrayList<>();
        for (int i = 0; i < atoms.length; i++) {
            if (coefficients[i] % divisor != 0) {
                kept.add(atoms[i]);
                factors.add(coefficients[i]);
            }
        }
        return made(Math.floorMod(constant, divisor), kept, factors);
    }

    private Index exactlyDividedBy(int divisor) {
        int[] divided = new int[coefficients.length];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = coefficients[i] / divisor;
        }
        return new Index(constant / divisor, atoms, divided);
    }

    /**
     * Puts together again what a reshape has taken apart: {@code c * by * (x / by) + c * (x % by)} is {@code c * x}, and
     * {@code c * by * ((x / by) % d) + c * (x % by)} is {@code c * (x % (by * d))}.
     */
    private static Index rejoined(int constant, List<Atom> atoms, List<Integer> factors) {
        for (int i = 0; i < atoms.size(); i++) {
            for (int j = 0; j < atoms.size(); j++) {
                if (i != j
                        && atoms.get(j) instanceof Atom.Remainder low
                        && factors.get(i) == factors.get(j) * low.by()) {
                    Index together = together(atoms.get(i), low);
                    if (together != null) {
                        int factor = factors.get(j);
                        atoms.remove(Math.max(i, j));
                        factors.remove(Math.max(i, j));
                        atoms.remove(Math.min(i, j));
                        factors.remove(Math.min(i, j));
                        return made(constant, atoms, factors).plus(together.times(factor));
                    }
                }
            }
        }
        return made(constant, atoms, factors);
    }

    private static @Nullable Index together(Atom high, Atom.Remainder low) {
        if (high instanceof Atom.Quotient quotient
                && quotient.by() == low.by()
                && quotient.of().equals(low.of())) {
            return low.of();
        }
        if (high instanceof Atom.Remainder remainder
                && low.of().dividedBy(low.by()).equals(remainder.of())) {
            return low.of().modulo(low.by() * remainder.by());
        }
        return null;
    }

    private static Index made(int constant, List<Atom> atoms, List<Integer> factors) {
        int[] coefficients = new int[factors.size()];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = factors.get(i);
        }
        return new Index(constant, atoms.toArray(new Atom[0]), coefficients);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Index that) || constant != that.constant || atoms.length != that.atoms.length) {
            return false;
        }
        for (int i = 0; i < atoms.length; i++) {
            if (coefficients[i] != that.coefficients[i] || !atoms[i].equals(that.atoms[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int code = constant;
        for (int i = 0; i < atoms.length; i++) {
            code = 31 * code + coefficients[i] * 17 + atoms[i].hashCode();
        }
        return code;
    }

    /** Such as {@code 784*i0 + i1 + 3}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < atoms.length; i++) {
            text.append(text.length() == 0 ? "" : " + ");
            text.append(coefficients[i] == 1 ? "" : coefficients[i] + "*").append(atoms[i]);
        }
        if (constant != 0 || atoms.length == 0) {
            text.append(text.length() == 0 ? "" : " + ").append(constant);
        }
        return text.toString();
    }
}
