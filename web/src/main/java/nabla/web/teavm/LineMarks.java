package nabla.web.teavm;

import java.util.ArrayList;
import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Puts a mark before every call that a lesson's program makes: where it is in its source. So the step-through knows the
 * line of each operation. The program's text needs no change, and a mark costs one question while nobody watches.
 */
public final class LineMarks implements TeaVMPlugin, ClassHolderTransformer {
    private static final String PROGRAMS = "nabla.lessons.";
    private static final MethodReference MARK =
            new MethodReference("nabla.trace.Line", "at", ValueType.INTEGER, ValueType.VOID);

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        String name = type.getName();
        // What lies in packages further in, such as the bench's networks, is not shown to learners.
        if (!name.startsWith(PROGRAMS) || name.indexOf('.', PROGRAMS.length()) >= 0) {
            return;
        }
        for (MethodHolder method : type.getMethods()) {
            Program program = method.getProgram();
            if (program != null) {
                mark(program);
            }
        }
    }

    private static void mark(Program program) {
        for (int i = 0; i < program.basicBlockCount(); i++) {
            BasicBlock block = program.basicBlockAt(i);
            List<Instruction> calls = new ArrayList<>();
            for (Instruction instruction : block) {
                TextLocation place = instruction.getLocation();
                if (instruction instanceof InvokeInstruction && place != null && place.getLine() > 0) {
                    calls.add(instruction);
                }
            }
            for (Instruction call : calls) {
                mark(program, call);
            }
        }
    }

    private static void mark(Program program, Instruction call) {
        Variable line = program.createVariable();
        IntegerConstantInstruction constant = new IntegerConstantInstruction();
        constant.setConstant(call.getLocation().getLine());
        constant.setReceiver(line);
        constant.setLocation(call.getLocation());
        InvokeInstruction mark = new InvokeInstruction();
        mark.setType(InvocationType.SPECIAL);
        mark.setMethod(MARK);
        mark.setArguments(line);
        mark.setLocation(call.getLocation());
        call.insertPrevious(constant);
        call.insertPrevious(mark);
    }
}
