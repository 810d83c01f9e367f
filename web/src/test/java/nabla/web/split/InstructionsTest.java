package nabla.web.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {
    /** One instruction each, with all that belongs to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00", // unreachable
                "02 40", // block that gives nothing
                "02 7f", // block that gives an i32
                "03 64 85 01", // loop that gives a reference
                "04 85 01", // if of the type of a function
                "08 00", // throw
                "0c 81 01", // br
                "0e 02 00 01 02", // br_table
                "11 85 01 00", // call_indirect
                "14 85 01", // call_ref
                "1c 01 63 85 01", // select of a reference
                "1f 40 02 00 00 01 02 00", // try_table that catches one tag and all
                "20 81 01", // local.get
                "28 02 80 01", // i32.load
                "40 00", // memory.grow
                "41 ff 7e", // i32.const
                "42 ff ff ff ff 7f", // i64.const
                "43 00 00 80 3f", // f32.const
                "44 00 00 00 00 00 00 f0 3f", // f64.const
                "6a", // i32.add
                "c4", // i64.extend32_s
                "d0 71", // ref.null none
                "d1", // ref.is_null
                "d4", // ref.as_non_null
                "d6 01", // br_on_non_null
                "fb 00 85 01", // struct.new
                "fb 02 85 01 03", // struct.get
                "fb 08 85 01 80 01", // array.new_fixed
                "fb 0f", // array.len
                "fb 11 05 06", // array.copy
                "fb 17 85 01", // ref.cast null
                "fb 18 03 01 85 01 6e", // br_on_cast
                "fb 1a", // any.convert_extern
                "fc 04", // i64.trunc_sat_f32_s
                "fc 0a 00 00", // memory.copy
            })
    void endsWhereTheNextBegins(String hexadecimal) {
        StringBuilder told = new StringBuilder();
        Input code = code(hexadecimal + " 10 81 01");
        Instructions instructions = new Instructions(code, (space, number, start, end) -> told.append(space));
        instructions.next();
        assertThat(told.toString()).matches("(TYPE|HEAP_TYPE)*");
        told.setLength(0);
        instructions.next();
        assertThat(told).hasToString("FUNCTION");
        assertThat(code.hasMore()).isFalse();
    }

    @Test
    void tellsWhatIsNamedAndWhere() {
        StringBuilder told = new StringBuilder();
        Instructions.readBody(
                code("01 02 63 05 10 81 01 d2 07 23 03 24 04 02 09 fb 02 85 01 03 d0 71 fb 17 08 0b 0b"),
                (space, number, start, end) ->
                        told.append(space + " " + number + " at " + start + " to " + end + ", "));
        assertThat(told)
                .hasToString("HEAP_TYPE 5 at 3 to 4, FUNCTION 129 at 5 to 7, REFERENCE 7 at 8 to 9, "
                        + "GLOBAL 3 at 10 to 11, GLOBAL 4 at 12 to 13, HEAP_TYPE 9 at 14 to 15, TYPE 133 at 17 to 19, "
                        + "HEAP_TYPE 8 at 24 to 25, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd 00 00 00", "fb 7f", "fc 7f", "27"})
    void refusesWhatItDoesNotKnow(String hexadecimal) {
        Instructions instructions = new Instructions(code(hexadecimal), (space, number, start, end) -> {});
        assertThatThrownBy(instructions::next)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not known here");
    }

    @Test
    void refusesCodeThatEndsWithinAnInstruction() {
        Instructions instructions = new Instructions(code("41 80"), (space, number, start, end) -> {});
        assertThatThrownBy(instructions::next)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends early");
    }

    private static Input code(String hexadecimal) {
        return new Input(bytes(hexadecimal));
    }

    static byte[] bytes(String hexadecimal) {
        String[] each = hexadecimal.split(" ");
        byte[] bytes = new byte[each.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(each[i], 16);
        }
        return bytes;
    }
}
