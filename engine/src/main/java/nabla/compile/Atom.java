package nabla.compile;

import nabla.op.GatherOp;

/** What an {@link Index} is a sum of. The text of an atom is its identity: equal atoms print alike. */
public sealed interface Atom {
    /** The least value it can take. */
    long min();

    /** The greatest value it can take. */
    long max();

    /** The loops it changes with: bit i stands for loop i. */
    long axes();

    /** Whether it changes with the loop. */
    default boolean dependsOn(int axis) {
        return axis >= 0 && (axes() >> axis & 1) == 1;
    }

    /** The counter of a kernel's loop: axes below the rank of the output are output loops, the rest are reduced. */
    record Loop(int axis, int extent) implements Atom {
        @Override
        public long min() {
            return 0;
        }

        @Override
        public long max() {
            return extent - 1L;
        }

        @Override
        public long axes() {
            return 1L << axis;
        }

        @Override
        public String toString() {
            return "i" + axis;
        }
    }

    /** A whole number given with each run: the plan's scalar of this number, in [0, {@code limit}). */
    record Argument(int scalar, int limit) implements Atom {
        @Override
        public long min() {
            return 0;
        }

        @Override
        public long max() {
            return limit - 1L;
        }

        @Override
        public long axes() {
            return 0;
        }

        @Override
        public String toString() {
            return "s" + scalar;
        }
    }

    /** {@code of / by}, rounded down. */
    record Quotient(Index of, int by) implements Atom {
        @Override
        public long min() {
            return Math.floorDiv(of.min(), by);
        }

        @Override
        public long max() {
            return Math.floorDiv(of.max(), by);
        }

        @Override
        public long axes() {
            return of.axes();
        }

        @Override
        public String toString() {
            return "((" + of + ")/" + by + ")";
        }
    }

    /** {@code of % by}; for a negative value the sign does not matter, since a {@link Bound} then excludes it. */
    record Remainder(Index of, int by) implements Atom {
        @Override
        public long min() {
            return of.min() < 0 ? 1L - by : 0;
        }

        @Override
        public long max() {
            return by - 1L;
        }

        @Override
        public long axes() {
            return of.axes();
        }

        @Override
        public String toString() {
            return "((" + of + ")%" + by + ")";
        }
    }

    /** An integer read from memory: the index of a gather. Values outside [0, {@code extent}) are the caller's error. */
    record Lookup(Slot slot, Index address, int extent) implements Atom {
        /**
         * The index itself.
         *
         * @throws IndexOutOfBoundsException if it names no element
         */
        public int checked(int index) {
            if (index < 0 || index >= extent) {
                throw GatherOp.outOfBounds("gather", index, extent);
            }
            return index;
        }

        @Override
        public long min() {
            return 0;
        }

        @Override
        public long max() {
            return extent - 1L;
        }

        @Override
        public long axes() {
            return address.axes();
        }

        @Override
        public String toString() {
            return slot + "[" + address + "]";
        }
    }
}
