package nabla.web.teavm;

import nabla.web.js.DoubleText;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Lets strings take doubles from {@link DoubleText}: TeaVM 0.15.0 finds their digits by 10 KB of tables. */
public final class BrowserDoubles implements TeaVMPlugin, ClassHolderTransformer {
    private static final String BUILDER = "java.lang.AbstractStringBuilder";

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(BUILDER)) {
            return;
        }
        for (MethodHolder method : type.getMethods()) {
            MethodDescriptor shape = method.getDescriptor();
            boolean isInsert = method.getName().equals("insert")
                    && shape.parameterCount() == 2
                    && shape.parameterType(1).toString().equals("D");
            if (isInsert) {
                ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
                ValueEmitter self = program.var(0, type);
                ValueEmitter text = program.invoke(DoubleText.class, "of", String.class, program.var(2, double.class));
                self.invokeVirtual("insert", method.getResultType(), program.var(1, int.class), text)
                        .returnValue();
                return;
            }
        }
        throw new IllegalStateException(BUILDER + " has no insert(int, double) any more.");
    }
}
