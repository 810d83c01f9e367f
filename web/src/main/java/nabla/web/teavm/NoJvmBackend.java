package nabla.web.teavm;

import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Leaves the JVM's backend out of programs that never name it: on the JVM it is the device unless another was chosen, in a
 * browser choosing comes first.
 */
public final class NoJvmBackend implements TeaVMPlugin, ClassHolderTransformer {
    private static final String DEVICE = "nabla.runtime.Device";
    private static final String METHOD = "unlessChosen";

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals(DEVICE)) {
            ProgramEmitter program = ProgramEmitter.create(method(type), context.getHierarchy());
            program.construct(
                            IllegalStateException.class,
                            program.constant("Device.standard: no device was chosen."
                                    + "\n  Hint: call Device.setStandard first; a browser has none of its own."))
                    .raise();
        }
    }

    private static MethodHolder method(ClassHolder type) {
        for (MethodHolder method : type.getMethods()) {
            if (method.getName().equals(METHOD)) {
                return method;
            }
        }
        throw new IllegalStateException(DEVICE + " has no method " + METHOD + " any more.");
    }
}
