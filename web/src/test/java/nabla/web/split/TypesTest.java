package nabla.web.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TypesTest {
    /**
     * Type 0 is a function without anything; 1 and 2 name each other, and 2 extends 0 as well; 3 is an array of bytes, 4 a
     * function of a 2 and an i32 that gives a 3.
     */
    private static final String SECTION = "04"
            + " 60 00 00"
            + " 4e 02 50 00 5f 02 63 02 01 7f 00 4f 01 00 60 01 64 01 00"
            + " 5e 78 01"
            + " 60 02 63 02 7f 01 64 03";

    private final Types types = new Types(InstructionsTest.bytes(SECTION));

    @Test
    void tellsParameters() {
        assertThat(types.plain()).isZero();
        assertThat(types.parameters(0)).isZero();
        assertThat(types.parameters(2)).isEqualTo(1);
        assertThat(types.parameters(4)).isEqualTo(2);
    }

    @Test
    void aTypeComesWithItsGroupAndWhatThatNames() {
        assertThat(types.closure(set(3))).isEqualTo(set(3));
        assertThat(types.closure(set(1))).isEqualTo(set(0, 1, 2));
        assertThat(types.closure(set(4))).isEqualTo(set(0, 1, 2, 3, 4));
    }

    @Test
    void groupsThatAreLeftNameEachOtherByTheirNewNumbers() {
        Types more =
                new Types(InstructionsTest.bytes("03 5e 78 01 5e 7f 01 4e 02 5f 01 63 03 01 60 01 64 01 01 63 02"));
        Numbers numbers = new Numbers();
        BitSet used = more.closure(set(2));
        used.stream().forEach(numbers::addType);
        Sections out = new Sections();
        more.write(used, numbers, out);
        // After the head of the module, the section's number and its length.
        assertThat(HexFormat.ofDelimiter(" ").formatHex(out.toArray()).substring(3 * 10))
                .isEqualTo("02 5e 7f 01 4e 02 5f 01 63 02 01 60 01 64 00 01 63 01");
    }

    @Test
    void refusesWhatIsNoType() {
        assertThatThrownBy(() -> new Types(InstructionsTest.bytes("01 5d 00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown kind 93");
    }

    private static BitSet set(int... members) {
        BitSet set = new BitSet();
        for (int member : members) {
            set.set(member);
        }
        return set;
    }
}
