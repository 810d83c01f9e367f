package nabla.web.wasm;

import org.jspecify.annotations.Nullable;

/**
 * A sequence of instructions. Sequences can be made in any order and {@link #append appended} later, as long as each
 * closes the blocks it opens. Labels of branches count the enclosing blocks from the innermost, 0.
 */
public final class Code {
    private static final int VOID = 0x40;

    final Bytes bytes = new Bytes();

    public Code get(Local local) {
        return immediate(0x20, local.index());
    }

    public Code set(Local local) {
        return immediate(0x21, local.index());
    }

    /** Sets the local and leaves the value on the stack. */
    public Code tee(Local local) {
        return immediate(0x22, local.index());
    }

    public Code constant(int value) {
        bytes.put(0x41);
        bytes.putSigned(value);
        return this;
    }

    public Code constant(float value) {
        bytes.put(0x43);
        bytes.putFixed(Float.floatToRawIntBits(value));
        return this;
    }

    /** A vector of four 32-bit integers. */
    public Code vector(int a, int b, int c, int d) {
        simd(0x0C);
        bytes.putFixed(a);
        bytes.putFixed(b);
        bytes.putFixed(c);
        bytes.putFixed(d);
        return this;
    }

    /** A vector of four equal integers. */
    public Code vector(int value) {
        return vector(value, value, value, value);
    }

    /** A vector of four equal floats. */
    public Code vector(float value) {
        return vector(Float.floatToRawIntBits(value));
    }

    public Code op(Instruction instruction) {
        operation(instruction.prefix, instruction.code);
        return this;
    }

    /** Reads or writes at the address on the stack plus {@code offset}, which is not negative. */
    public Code memory(MemoryInstruction instruction, int offset) {
        operation(instruction.prefix, instruction.code);
        bytes.putUnsigned(instruction.alignment);
        bytes.putUnsigned(offset);
        return this;
    }

    /** Takes an address and a vector; reads 32 bits into one lane. */
    public Code loadLane(int lane, int offset) {
        return lane(0x56, lane, offset);
    }

    /** Takes an address and a vector; writes one lane of 32 bits. */
    public Code storeLane(int lane, int offset) {
        return lane(0x5A, lane, offset);
    }

    public Code extractFloat(int lane) {
        simd(0x1F);
        bytes.put(lane);
        return this;
    }

    public Code extractInt(int lane) {
        simd(0x1B);
        bytes.put(lane);
        return this;
    }

    /** Takes a vector and a float. */
    public Code replaceFloat(int lane) {
        simd(0x20);
        bytes.put(lane);
        return this;
    }

    /** Takes a vector and an int. */
    public Code replaceInt(int lane) {
        simd(0x1C);
        bytes.put(lane);
        return this;
    }

    /** Takes two vectors a and b; lane i of the result is lane {@code lanes[i]} of the eight lanes a0..a3 b0..b3. */
    public Code shuffle(int... lanes) {
        simd(0x0D);
        for (int lane : lanes) {
            for (int part = 0; part < 4; part++) {
                bytes.put(4 * lane + part);
            }
        }
        return this;
    }

    public Code block() {
        return opening(0x02, null);
    }

    public Code loop() {
        return opening(0x03, null);
    }

    /** Takes a truth value; runs what follows if it is not 0. */
    public Code ifTrue() {
        return opening(0x04, null);
    }

    /** Likewise; both branches leave a value. */
    public Code ifTrue(ValueType result) {
        return opening(0x04, result);
    }

    public Code orElse() {
        bytes.put(0x05);
        return this;
    }

    /** Ends a block, a loop or a condition. */
    public Code end() {
        bytes.put(0x0B);
        return this;
    }

    public Code branch(int label) {
        return immediate(0x0C, label);
    }

    /** Takes a truth value; branches if it is not 0. */
    public Code branchIf(int label) {
        return immediate(0x0D, label);
    }

    public Code call(Function function) {
        return immediate(0x10, function.index);
    }

    /** Takes the arguments and the number of an entry of the module's table, and calls that. */
    public Code callIndirect(Signature signature) {
        bytes.put(0x11);
        bytes.putUnsigned(signature.index);
        bytes.putUnsigned(0);
        return this;
    }

    /** All instructions of another sequence. */
    public Code append(Code other) {
        bytes.put(other.bytes);
        return this;
    }

    private Code lane(int code, int lane, int offset) {
        simd(code);
        bytes.putUnsigned(2);
        bytes.putUnsigned(offset);
        bytes.put(lane);
        return this;
    }

    private void simd(int code) {
        operation(0xFD, code);
    }

    private void operation(int prefix, int code) {
        if (prefix == 0) {
            bytes.put(code);
        } else {
            bytes.put(prefix);
            bytes.putUnsigned(code);
        }
    }

    private Code immediate(int code, int value) {
        bytes.put(code);
        bytes.putUnsigned(value);
        return this;
    }

    private Code opening(int code, @Nullable ValueType result) {
        bytes.put(code);
        bytes.put(result == null ? VOID : result.code);
        return this;
    }
}
