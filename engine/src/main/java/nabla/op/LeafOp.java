package nabla.op;

import nabla.io.Decimals;
import org.jspecify.annotations.Nullable;

/** Values that come from outside the graph. Their contents are no part of a plan's key, but a {@link Fill}'s is. */
public sealed interface LeafOp extends Op {

    @Override
    default @Nullable Node[] gradients(Node output, Node gradient) {
        return new Node[0];
    }

    /** Gives the elements when a device first needs them; it must not wait. */
    @FunctionalInterface
    interface Contents {
        Object array();
    }

    /** Data from a Java array (of the kind named at {@code Backend.write}), brought to the device when first needed. */
    final class Data implements LeafOp {
        /** Stands for every leaf in a plan's structure. */
        public static final Data ANY = new Data(null);

        private @Nullable Contents array;

        Data(@Nullable Contents array) {
            this.array = array;
        }

        /** The elements, row-major. To be asked for once: the device has them from then on, and they are let go here. */
        public Object take() {
            Contents source = array;
            if (source == null) {
                throw new IllegalStateException("data: the elements were already brought to a device");
            }
            array = null;
            return source.array();
        }

        @Override
        public String name() {
            return "data";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Data;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** One number that may differ from run to run, such as a learning rate. */
    final class Scalar implements LeafOp {
        private final double value;

        Scalar(double value) {
            this.value = value;
        }

        public double value() {
            return value;
        }

        @Override
        public String name() {
            return "scalar";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Scalar;
        }

        @Override
        public int hashCode() {
            return 2;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** Every element is the same constant. */
    record Fill(double value) implements LeafOp {
        @Override
        public String name() {
            return "fill";
        }

        @Override
        public String toString() {
            return "fill " + Decimals.shortest(value);
        }

        /** By bits: TeaVM 0.15.0 compares a record's doubles by value, and a NaN would equal nothing. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Fill that && Double.doubleToLongBits(value) == Double.doubleToLongBits(that.value);
        }

        @Override
        public int hashCode() {
            long bits = Double.doubleToLongBits(value);
            return 3 + (int) (bits ^ bits >>> 32);
        }
    }

    /** One axis of whole numbers 0, 1, 2, ... */
    record Range() implements LeafOp {
        static final Range OP = new Range();

        @Override
        public String name() {
            return "range";
        }

        @Override
        public int hashCode() {
            return 4;
        }
    }
}
