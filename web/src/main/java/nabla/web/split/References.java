package nabla.web.split;

import java.util.function.IntConsumer;

/** Which functions and globals a piece of code names. */
final class References {
    private final IntConsumer called;
    private final IntConsumer referenced;
    private final IntConsumer globals;

    /** Tells the functions that are called, those that a reference is made of, and the globals. */
    References(IntConsumer called, IntConsumer referenced, IntConsumer globals) {
        this.called = called;
        this.referenced = referenced;
        this.globals = globals;
    }

    /** Tells those in a function's body. */
    void inBody(byte[] body) {
        Input in = new Input(body);
        skipLocals(in);
        in(in);
    }

    /** Tells those in code without locals. */
    void in(Input code) {
        Instructions instructions = new Instructions(code);
        while (code.hasMore()) {
            instructions.next();
            if (instructions.opcode() == Instructions.REF_FUNC) {
                referenced.accept(instructions.index());
            } else if (instructions.namesFunction()) {
                called.accept(instructions.index());
            } else if (instructions.namesGlobal()) {
                globals.accept(instructions.index());
            }
        }
    }

    static void skipLocals(Input body) {
        for (int left = body.unsigned(); left > 0; left--) {
            body.skipNumber();
            body.skipValueType();
        }
    }
}
