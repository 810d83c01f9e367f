package nabla.web.teavm;

import java.util.Arrays;
import nabla.web.js.DecimalText;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Lets {@link DecimalText} find the digits of numbers in texts: for them TeaVM 0.15.0 has 10 KB of tables in one direction
 * and as much in the other.
 */
public final class BrowserDecimals implements TeaVMPlugin, ClassHolderTransformer {
    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals("java.lang.AbstractStringBuilder")) {
            insert(type, ValueType.DOUBLE, double.class, context);
            insert(type, ValueType.FLOAT, float.class, context);
        } else if (type.getName().equals("java.lang.Double")) {
            MethodHolder parse = method(type, "parseDouble", ValueType.object("java.lang.String"));
            ProgramEmitter program = ProgramEmitter.create(parse, context.getHierarchy());
            program.invoke(DecimalText.class, "parse", double.class, program.var(1, String.class))
                    .returnValue();
        }
    }

    private static void insert(
            ClassHolder type, ValueType number, Class<?> javaType, ClassHolderTransformerContext context) {
        MethodHolder insert = method(type, "insert", ValueType.INTEGER, number);
        ProgramEmitter program = ProgramEmitter.create(insert, context.getHierarchy());
        ValueEmitter text = program.invoke(DecimalText.class, "of", String.class, program.var(2, javaType));
        program.var(0, type)
                .invokeVirtual("insert", insert.getResultType(), program.var(1, int.class), text)
                .returnValue();
    }

    private static MethodHolder method(ClassHolder type, String name, ValueType... parameters) {
        for (MethodHolder method : type.getMethods()) {
            if (method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters)) {
                return method;
            }
        }
        throw new IllegalStateException(
                type.getName() + " has no " + name + " of " + Arrays.toString(parameters) + " any more.");
    }
}
