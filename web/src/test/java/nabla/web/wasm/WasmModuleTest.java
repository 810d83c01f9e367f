package nabla.web.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected bytes are written out by hand from the specification's binary format. */
class WasmModuleTest {
    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static String hex(Code code) {
        return hex(code.bytes.toArray());
    }

    @Test
    void anEmptyModuleIsItsMagicNumberAndVersion() {
        assertThat(hex(new WasmModule().toBytes())).isEqualTo("00 61 73 6d 01 00 00 00");
    }

    @Test
    void aModuleThatAddsTwoNumbers() {
        WasmModule module = new WasmModule();
        Function add = module.function(List.of(ValueType.I32, ValueType.I32), List.of(ValueType.I32));
        add.code().get(add.parameter(0)).get(add.parameter(1)).op(Instruction.I32_ADD);
        module.export("add", add);

        assertThat(hex(module.toBytes()))
                .isEqualTo("00 61 73 6d 01 00 00 00"
                        + " 01 07 01 60 02 7f 7f 01 7f" // one type: (i32, i32) -> i32
                        + " 03 02 01 00" // one function of type 0
                        + " 07 07 01 03 61 64 64 00 00" // export "add": function 0
                        + " 0a 09 01 07 00 20 00 20 01 6a 0b"); // its body: no locals; get, get, add, end
    }

    @Test
    void importsAndLocalsAreDeclared() {
        WasmModule module = new WasmModule();
        module.importMemory("env", "memory", 1);
        Function function = module.function(List.of(ValueType.I32), List.of());
        Local first = function.local(ValueType.V128);
        function.local(ValueType.V128);
        function.local(ValueType.F32);
        function.code().vector(1f).set(first);

        assertThat(hex(module.toBytes()))
                .isEqualTo("00 61 73 6d 01 00 00 00"
                        + " 01 05 01 60 01 7f 00"
                        + " 02 0f 01 03 65 6e 76 06 6d 65 6d 6f 72 79 02 00 01" // memory of at least one page
                        + " 03 02 01 00"
                        + " 0a 1c 01 1a 02 02 7b 01 7d" // two vectors, one float
                        + " fd 0c 00 00 80 3f 00 00 80 3f 00 00 80 3f 00 00 80 3f 21 01 0b");
    }

    @Test
    void numbersAreEncodedInAsFewBytesAsTheyNeed() {
        assertThat(hex(new Code().constant(0))).isEqualTo("41 00");
        assertThat(hex(new Code().constant(63))).isEqualTo("41 3f");
        assertThat(hex(new Code().constant(64))).isEqualTo("41 c0 00");
        assertThat(hex(new Code().constant(-1))).isEqualTo("41 7f");
        assertThat(hex(new Code().constant(-65))).isEqualTo("41 bf 7f");
        assertThat(hex(new Code().constant(Integer.MIN_VALUE))).isEqualTo("41 80 80 80 80 78");
        assertThat(hex(new Code().constant(1.5f))).isEqualTo("43 00 00 c0 3f");
    }

    @Test
    void vectorInstructionsHaveAPrefixAndALongCode() {
        assertThat(hex(new Code().op(Instruction.F32X4_ADD))).isEqualTo("fd e4 01");
        assertThat(hex(new Code().memory(MemoryInstruction.V128_LOAD, 300))).isEqualTo("fd 00 02 ac 02");
        assertThat(hex(new Code().loadLane(3, 16))).isEqualTo("fd 56 02 10 03");
        assertThat(hex(new Code().shuffle(0, 4, 1, 5)))
                .isEqualTo("fd 0d 00 01 02 03 10 11 12 13 04 05 06 07 14 15 16 17");
    }

    @Test
    void equalSignaturesAreOne() {
        WasmModule module = new WasmModule();

        assertThat(module.signature(List.of(ValueType.I32), List.of()))
                .isSameAs(module.signature(List.of(ValueType.I32), List.of()));
    }
}
