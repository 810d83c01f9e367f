package nabla.web.teavm;

import java.util.ArrayList;
import java.util.List;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmIntBinary;
import org.teavm.backend.wasm.model.instruction.WasmStructGet;
import org.teavm.backend.wasm.model.instruction.WasmStructSet;

/** Code to be compared in tests: put together, and as text. */
final class CodeText {
    private CodeText() {}

    static void add(WasmInstructionList list, WasmInstruction... instructions) {
        for (WasmInstruction instruction : instructions) {
            list.add(instruction);
        }
    }

    static String of(WasmFunction function) {
        return of(function.getBody());
    }

    static String of(WasmInstructionList list) {
        List<String> texts = new ArrayList<>();
        list.forEach(instruction -> texts.add(of(instruction)));
        return String.join(", ", texts);
    }

    private static String of(WasmInstruction instruction) {
        WasmLocal local = Code.local(instruction);
        String name = instruction.getClass().getSimpleName().substring("Wasm".length());
        if (local != null) {
            return name.substring(0, 3).toLowerCase() + " " + local.getIndex();
        } else if (instruction instanceof WasmInt32Constant constant) {
            return String.valueOf(constant.getValue());
        } else if (instruction instanceof WasmIntBinary binary) {
            return binary.getOperation().toString();
        } else if (instruction instanceof WasmGetGlobal get) {
            return get.getGlobal().getName();
        } else if (instruction instanceof WasmStructSet set) {
            return "store " + set.getFieldIndex();
        } else if (instruction instanceof WasmStructGet get) {
            return "load " + get.getFieldIndex();
        }
        StringBuilder text = new StringBuilder(name);
        Code.parts(instruction)
                .forEach(part -> text.append('{').append(of(part)).append('}'));
        return text.toString();
    }
}
