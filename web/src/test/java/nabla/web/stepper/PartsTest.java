package nabla.web.stepper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void partsStandBetweenSeparators() {
        assertThat(Parts.of("1, 4,,9", ',')).containsExactly("1", " 4", "", "9");
        assertThat(Parts.of("one two", ' ')).containsExactly("one", "two");
        assertThat(Parts.of("alone", ',')).containsExactly("alone");
        assertThat(Parts.of("end,", ',')).containsExactly("end", "");
    }

    @Test
    void listsOfSamplesAreReadAsPeopleWriteThem() {
        assertThat(SampleList.parse("0-2; 5,, x,", 8)).containsExactly(0, 1, 2, 5);
    }
}
