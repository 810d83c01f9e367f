package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Store;

/** A kernel's end for one element: all values first, then all stores, so that an update in place reads old values only. */
final class Stores {
    private Stores() {}

    static void write(Kernel kernel, Memory memory, Indexes indexes, Code code, String accumulator) {
        Expressions expressions = new Expressions(kernel, memory, indexes, code, accumulator);
        for (Store store : kernel.stores()) {
            expressions.count(store.value());
        }
        int count = kernel.stores().size();
        String[] statements = new String[count];
        for (int i = 0; i < count; i++) {
            Store store = kernel.stores().get(i);
            String value = expressions.of(store.value());
            value = count == 1 ? value : code.named("y", value);
            statements[i] = memory.store(store.slot(), indexes.of(store.address()), value);
        }
        List<String> overflows = new ArrayList<>();
        for (Store store : kernel.stores()) {
            overflows.add(expressions.overflow(store.value()));
        }
        for (String statement : statements) {
            code.line(statement);
        }
        for (String overflow : overflows) {
            if (!overflow.isEmpty()) {
                code.line("if (" + overflow + ") { " + Faults.overflow() + " }");
            }
        }
    }
}
