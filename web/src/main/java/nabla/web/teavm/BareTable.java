package nabla.web.teavm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutElementInstruction;
import org.teavm.model.instructions.StringConstantInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Leaves out of the table of elementwise operations what tests and learners ask for: examples, where they are taken, and
 * sentences. For programs that are compiled with the property {@code nabla.bareTable}.
 */
public final class BareTable implements TeaVMPlugin, ClassHolderTransformer {
    private static final String TABLE = "nabla.op.Maps";
    private static final String OPERATION = "nabla.op.MapOp";
    private static final Set<String> LEFT = Set.of("example", "over", "teaches");

    @Override
    public void install(TeaVMHost host) {
        if (host.getProperties().getProperty("nabla.bareTable", "").equals("true")) {
            host.add(this);
        }
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (!type.getName().equals(TABLE)) {
            return;
        }
        int calls = 0;
        for (MethodHolder method : type.getMethods()) {
            Program program = method.getProgram();
            for (int i = 0; program != null && i < program.basicBlockCount(); i++) {
                calls += leaveOut(program.basicBlockAt(i));
            }
        }
        if (calls == 0) {
            throw new IllegalStateException(TABLE + " calls none of " + LEFT + " of " + OPERATION + " any more.");
        }
    }

    private static int leaveOut(BasicBlock block) {
        List<InvokeInstruction> calls = new ArrayList<>();
        for (Instruction instruction : block) {
            if (instruction instanceof InvokeInstruction call
                    && call.getMethod().getClassName().equals(OPERATION)
                    && LEFT.contains(call.getMethod().getName())) {
                calls.add(call);
            }
        }
        calls.forEach(BareTable::leaveOut);
        return calls.size();
    }

    /** All of these return the operation that they are called on, and their arguments are constants. */
    private static void leaveOut(InvokeInstruction call) {
        Instruction before = call.getPrevious();
        while (isArgument(before)) {
            Instruction argument = before;
            before = argument.getPrevious();
            argument.delete();
        }
        if (call.getReceiver() != null) {
            AssignInstruction same = new AssignInstruction();
            same.setAssignee(call.getInstance());
            same.setReceiver(call.getReceiver());
            same.setLocation(call.getLocation());
            call.insertPrevious(same);
        }
        call.delete();
    }

    private static boolean isArgument(Instruction instruction) {
        return instruction instanceof DoubleConstantInstruction
                || instruction instanceof IntegerConstantInstruction
                || instruction instanceof StringConstantInstruction
                || instruction instanceof ConstructArrayInstruction
                || instruction instanceof UnwrapArrayInstruction
                || instruction instanceof PutElementInstruction;
    }
}
