package nabla.web.wasm;

import java.util.ArrayList;
import java.util.List;

/** A function of a module: made by {@link WasmModule#function}, filled through its {@link #code}. */
public final class Function {
    final int index;
    final Signature signature;
    private final Code code = new Code();
    private final List<ValueType> locals = new ArrayList<>();

    Function(int index, Signature signature) {
        this.index = index;
        this.signature = signature;
    }

    public Code code() {
        return code;
    }

    public Local parameter(int number) {
        return new Local(number, signature.parameters.get(number));
    }

    /** A new local variable; 0 when the function starts. */
    public Local local(ValueType type) {
        locals.add(type);
        return new Local(signature.parameters.size() + locals.size() - 1, type);
    }

    void write(Bytes target) {
        Bytes body = new Bytes();
        Bytes runs = new Bytes();
        int count = 0;
        for (int i = 0; i < locals.size(); count++) {
            int end = i + 1;
            while (end < locals.size() && locals.get(end) == locals.get(i)) {
                end++;
            }
            runs.putUnsigned(end - i);
            runs.put(locals.get(i).code);
            i = end;
        }
        body.putUnsigned(count);
        body.put(runs);
        body.put(code.bytes);
        body.put(0x0B);
        target.putSized(body);
    }
}
