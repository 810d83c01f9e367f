package nabla.web.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The two parts of a small program; BenchPageIT runs those of large ones. */
class PartsTest {
    private static final HexFormat HEXADECIMAL = HexFormat.ofDelimiter(" ");

    private final Program program = new Program(SmallProgram.binary());
    private final Texts texts = Texts.of(program);
    private final Cut cut =
            new Cut(program, texts, function -> program.names.function(function).equals("later"));

    @Test
    void theRestHasWhatOnlyDeferredFunctionsReach() {
        assertThat(cut.firstFunctions).isEqualTo(set(1, 2, 3, 6));
        assertThat(cut.awaited()).containsExactly(4);
        assertThat(cut.restFunctions).isEqualTo(set(0, 4, 5));
        assertThat(cut.sharedFunctions).isEqualTo(set(3, 6));
        assertThat(cut.firstGlobals).isEqualTo(set(0, 1, 3));
        assertThat(cut.restGlobals).isEqualTo(set(2));
        assertThat(cut.sharedGlobals).isEqualTo(set(0));
    }

    @Test
    void theFirstPartCallsTheRestThroughATable() {
        byte[] first = new FirstPart(program, texts, cut).write(100);
        // From 0 on: the script's function, start, main, helper, reader, what stands for later, and the check.
        assertThat(section(first, Program.CODE))
                .isEqualTo("06"
                        + " 0b 00 23 01 fb 08 02 01 1a 10 04 0b"
                        + " 0f 00 23 01 1a 23 02 1a 41 05 10 03 10 05 1a 0b"
                        + " 04 00 20 00 0b"
                        + " 05 00 23 00 1a 0b"
                        + " 0b 00 10 06 20 00 41 00 11 01 00 0b"
                        + " 0c 00 41 00 25 00 d1 04 40 10 00 0b 0b");
        assertThat(section(first, Program.FUNCTIONS)).isEqualTo("06 00 00 01 00 01 00");
        assertThat(section(first, Program.GLOBALS)).isEqualTo("03 7f 01 41 00 0b 7f 00 41 00 0b 70 00 d2 05 0b");
        assertThat(section(first, Program.TABLES)).isEqualTo("01 70 00 03");
        assertThat(section(first, Program.ELEMENTS)).isEqualTo("01 00 41 01 0b 02 03 04");
        assertThat(section(first, Program.START)).isEqualTo("01");
        assertThat(text(first, Program.IMPORTS))
                .contains("env\6memory", "rest\4load")
                .doesNotContain("log");
        assertThat(text(first, Program.EXPORTS)).contains("main\0\2", "thrown\4\0", "rest\1\0", "0\3\0");
        assertThat(text(first, Program.DATA)).contains("main").doesNotContain("later");
        assertThat(text(first, Program.CUSTOM)).contains("\"dataSize\":100");
    }

    @Test
    void theRestImportsTheFirstPartAndFillsTheTable() {
        RestPart part = new RestPart(program, texts, cut);
        byte[] rest = part.write();
        assertThat(part.data()).asString(StandardCharsets.US_ASCII).isEqualTo("\5later");
        // From 0 on: log, helper, reader, later, onlyLater and the start; the pointer and the text are globals 0 and 1.
        assertThat(section(rest, Program.CODE))
                .isEqualTo("03"
                        + " 0d 01 01 7f 10 04 23 01 1a 20 00 10 01 0b"
                        + " 07 00 10 00 d2 01 1a 0b"
                        + " 0a 00 41 00 24 00 23 01 10 02 0b");
        assertThat(section(rest, Program.GLOBALS)).isEqualTo("01 7f 00 41 00 0b");
        assertThat(section(rest, Program.ELEMENTS)).isEqualTo("02 00 41 00 0b 01 03 03 00 01 01");
        assertThat(section(rest, Program.START)).isEqualTo("05");
        // Not that of arrays, and neither that of something else.
        assertThat(section(rest, Program.TYPES)).isEqualTo("02 60 00 00 60 01 7f 01 7f");
        assertThat(text(rest, Program.IMPORTS))
                .contains(
                        "env\6memory",
                        "env\3log",
                        "first\4rest",
                        "first\6thrown",
                        "first\2f1",
                        "first\2f2",
                        "first\0010");
    }

    @Test
    void dataBesidesTextsAreRefused() {
        // The second text ends one character earlier, so that one is left.
        Program other = new Program(changed("\4main\5later", "\4main\4later"));
        assertThatThrownBy(() -> Texts.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("besides its 2 texts");
    }

    @Test
    void dataOfAnUnknownSizeAreRefused() {
        Program other = new Program(changed("dataSize", "dateSize"));
        FirstPart part = new FirstPart(other, texts, cut);
        assertThatThrownBy(() -> part.write(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dateSize");
    }

    /** The program with one text in place of another that is as long. */
    private static byte[] changed(String old, String text) {
        String all = new String(SmallProgram.binary(), StandardCharsets.ISO_8859_1);
        return all.replace(old, text).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aProgramWithoutNamesIsRefused() {
        byte[] first = new FirstPart(program, texts, cut).write(0);
        assertThatThrownBy(() -> new Program(first))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compile it unminified");
    }

    private static BitSet set(int... members) {
        BitSet set = new BitSet();
        for (int member : members) {
            set.set(member);
        }
        return set;
    }

    /** The content of the section, or of the first custom one. */
    private static byte[] content(byte[] binary, int id) {
        Input in = new Input(binary);
        in.skip(8);
        while (in.next() != id) {
            in.skip(in.unsigned());
        }
        return in.bytes(in.unsigned());
    }

    private static String section(byte[] binary, int id) {
        return HEXADECIMAL.formatHex(content(binary, id));
    }

    private static String text(byte[] binary, int id) {
        return new String(content(binary, id), StandardCharsets.ISO_8859_1);
    }
}
