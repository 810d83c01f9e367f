package nabla.compile;

import java.util.List;
import nabla.op.DType;

/** Where an input of a kernel's expression comes from. */
public sealed interface Load {
    /** The type of the value in the expression. */
    DType type();

    /** An element of memory; 0 where one of the bounds does not hold. {@link DType#UINT8} memory arrives as it is, in [0, 255]. */
    record Memory(Slot slot, Index address, List<Bound> bounds) implements Load {
        @Override
        public DType type() {
            return slot.type();
        }

        @Override
        public String toString() {
            return slot + "[" + address + "]" + (bounds.isEmpty() ? "" : " if " + bounds);
        }
    }

    /** A number given with each run, such as a learning rate: the plan's scalar of this number. */
    record Scalar(int number, DType type) implements Load {
        @Override
        public String toString() {
            return "s" + number;
        }
    }

    /** The value of an index itself, as an integer. */
    record Position(Index index) implements Load {
        @Override
        public DType type() {
            return DType.INT64;
        }

        @Override
        public String toString() {
            return "(" + index + ")";
        }
    }

    /** Whether all the bounds hold. */
    record Inside(List<Bound> bounds) implements Load {
        @Override
        public DType type() {
            return DType.BOOL;
        }

        @Override
        public String toString() {
            return "inside " + bounds;
        }
    }
}
