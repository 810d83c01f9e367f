package nabla.trace;

import java.util.ArrayList;
import java.util.List;
import nabla.op.Coordinates;
import nabla.op.Node;
import nabla.op.Shape;
import nabla.op.ViewOp;

/** Which windows of a pooling an input won. */
final class PoolWindows {
    private final Trace trace;
    private final Node reduce;

    /** @param reduce the maximum over the last two axes of windows [N, C, down, right, rows, columns] */
    PoolWindows(Trace trace, Node reduce) {
        this.trace = trace;
        this.reduce = reduce;
    }

    /** The places in the pooling's output that became what they are by one element of its input. */
    List<Integer> wonBy(int input, int cell) {
        Node windows = reduce.input(0);
        Shape shape = windows.shape();
        double[] seen = trace.evaluation.values()[windows.ordinal];
        double[] greatest = trace.evaluation.values()[reduce.ordinal];
        int inWindow = shape.get(4) * shape.get(5);
        List<Integer> won = new ArrayList<>();
        Shape source = windows.input(0).shape();
        int plane = cell / (source.get(2) * source.get(3));
        int positions = shape.get(2) * shape.get(3);
        for (int position = plane * positions; position < (plane + 1) * positions; position++) {
            for (int k = 0; k < inWindow; k++) {
                int place = position * inWindow + k;
                if (seen[place] == greatest[position]) {
                    if (sourceOf(windows, place) == cell) {
                        won.add(position);
                    }
                    break;
                }
            }
        }
        return won;
    }

    /** The element of the picture that a place in the windows shows, or -1 where it shows what is outside. */
    private static int sourceOf(Node windows, int place) {
        int[] strides = windows.shape().strides();
        List<Integer> at = new ArrayList<>();
        int rest = place;
        for (int stride : strides) {
            at.add(rest / stride);
            rest %= stride;
        }
        Numbers arithmetic = new Numbers();
        List<Integer> source = ((ViewOp) windows.op()).source(at, windows, arithmetic);
        int[] own = windows.input(0).shape().strides();
        int sum = 0;
        for (int axis = 0; axis < own.length; axis++) {
            sum += source.get(axis) * own[axis];
        }
        return arithmetic.isInside ? sum : -1;
    }

    /** Coordinates as plain numbers. */
    private static final class Numbers implements Coordinates<Integer> {
        private boolean isInside = true;

        @Override
        public Integer constant(int value) {
            return value;
        }

        @Override
        public Integer plus(Integer a, Integer b) {
            return a + b;
        }

        @Override
        public Integer plus(Integer a, int b) {
            return a + b;
        }

        @Override
        public Integer times(Integer a, int factor) {
            return a * factor;
        }

        @Override
        public Integer dividedBy(Integer a, int divisor) {
            return Math.floorDiv(a, divisor);
        }

        @Override
        public Integer modulo(Integer a, int divisor) {
            return Math.floorMod(a, divisor);
        }

        @Override
        public Integer argument(Node scalar, int limit) {
            throw new IllegalStateException("pooling has no argument");
        }

        @Override
        public void require(Integer value, int extent) {
            isInside &= value >= 0 && value < extent;
        }
    }
}
