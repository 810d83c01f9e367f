package nabla.compile;

import nabla.op.Expr;

/**
 * Where a kernel writes, for each element of its output loops.
 *
 * @param slot the memory
 * @param address of output loops only
 * @param value over the kernel's loads and, in a reduction, {@link nabla.op.Primitive#ACCUMULATOR}
 */
public record Store(Slot slot, Index address, Expr value) {
    @Override
    public String toString() {
        return slot + "[" + address + "] = " + value;
    }
}
