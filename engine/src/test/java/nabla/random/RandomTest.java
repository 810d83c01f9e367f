package nabla.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nabla.conformance.Case;
import nabla.conformance.CaseFiles;
import nabla.io.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RandomTest {
    /** Calls such as {@code randn(16)} and {@code empty(20).normal_(1, 2)}: all that needs no layer and no loader. */
    @TestFactory
    Stream<DynamicTest> numbersArePyTorchs() {
        return CaseFiles.own().cases("random").stream()
                .map(Case::recorded)
                .filter(c -> c.get("name").text().startsWith("basic")
                        || c.get("name").text().equals("inplace"))
                .map(c -> DynamicTest.dynamicTest(c.get("name").text(), () -> check(c)));
    }

    private static void check(Json randomCase) {
        Generator generator = new Generator(randomCase.get("seed").integer64());
        for (Json call : randomCase.get("calls").items()) {
            String code = call.get("code").text();
            Json expected = call.get("values").items().get(0);
            double[] values = call(generator, code, expected.get("data").items().size());
            List<Json> numbers = expected.get("data").items();
            double tolerance = expected.get("dtype").text().equals("int64") ? 0 : 1e-6;
            for (int i = 0; i < values.length; i++) {
                assertThat(values[i])
                        .as("%s, element %d", code, i)
                        .isEqualTo(numbers.get(i).number(), within(tolerance));
            }
        }
    }

    private static double[] call(Generator generator, String code, int count) {
        float[] floats = new float[count];
        long[] longs = new long[count];
        String method = code.startsWith("empty") ? code.substring(code.indexOf('.') + 1) : code;
        double[] arguments = Stream.of(method.replaceAll("^[a-z_]+", "").split("[(), ]+"))
                .filter(argument -> !argument.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        switch (method.substring(0, method.indexOf('('))) {
            case "rand" -> generator.uniform(floats, 0, 1);
            case "uniform_" -> generator.uniform(floats, arguments[0], arguments[1]);
            case "randn" -> generator.normal(floats, 0, 1);
            case "normal_" -> generator.normal(floats, arguments[0], arguments[1]);
            case "randint" -> generator.integers(longs, (long) arguments[0], (long) arguments[1]);
            case "randperm" -> {
                return Arrays.stream(generator.permutation(count))
                        .asDoubleStream()
                        .toArray();
            }
            default -> throw new AssertionError("no such call: " + code);
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = method.startsWith("randint") ? longs[i] : floats[i];
        }
        return values;
    }

    @Test
    void firstNumbersOfSeedZeroAreTheFamousOnes() {
        float[] six = new float[6];
        new Generator(0).uniform(six, 0, 1);
        assertThat(six).containsExactly(new float[] {.4963f, .7682f, .0885f, .1320f, .3074f, .6341f}, within(5e-5f));
        new Generator(0).normal(six, 0, 1);
        assertThat(six)
                .containsExactly(new float[] {1.5410f, -.2934f, -2.1788f, .5684f, -1.0845f, -1.3986f}, within(5e-5f));
        assertThat(new Generator(0).permutation(10)).containsExactly(4, 1, 7, 5, 3, 9, 0, 8, 6, 2);
        long[] five = new long[5];
        new Generator(0).integers(five, 0, 10);
        assertThat(five).containsExactly(4, 9, 3, 0, 3);
    }

    @Test
    void sixteenNormalNumbersOfSeedOneComeInABlock() {
        float[] block = new float[16];
        new Generator(1).normal(block, 0, 1);
        float[] expected = {
            -1.5256f, -.7502f, -.6540f, -1.6095f, -.1002f, -.6092f, -.9798f, -1.6091f, -.7121f, .3037f, -.7773f,
            -.2515f, -.2223f, 1.6871f, .2284f, .4676f
        };
        assertThat(block).containsExactly(expected, within(5e-5f));
    }

    @Test
    void keptNormalNumberOutlivesOtherDrawsButNotANewSeed() {
        double[] pair = new double[2];
        new Generator(4).normal(pair, 0, 1);

        Generator generator = new Generator(4);
        double[] one = new double[1];
        generator.normal(one, 0, 1);
        generator.next64();
        generator.normal(one, 10, 2);
        assertThat(one[0]).isEqualTo(10 + 2 * pair[1]);

        generator.manualSeed(4).normal(one, 0, 1);
        generator.manualSeed(4).normal(one, 0, 1);
        assertThat(one[0]).isEqualTo(pair[0]);
    }

    @Test
    void onlyTheLowHalfOfASeedCounts() {
        assertThat(new Generator(5 + (7L << 32)).next64()).isEqualTo(new Generator(5).next64());
        assertThat(new Generator(5 + (7L << 32)).initialSeed()).isEqualTo(5 + (7L << 32));
    }

    @Test
    void doublesUseTwoDrawsAndFloatsOne() {
        Generator generator = new Generator(2);
        generator.uniform(new double[3], 0, 1);
        Generator other = new Generator(2);
        other.uniform(new float[6], 0, 1);
        assertThat(generator.next32()).isEqualTo(other.next32());
    }

    @Test
    void wideRangesOfIntegersStayInside() {
        long[] wide = new long[1000];
        new Generator(3).integers(wide, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        assertThat(Arrays.stream(wide)).allMatch(value -> value >= Long.MIN_VALUE / 2 && value < Long.MAX_VALUE / 2);
        assertThat(Arrays.stream(wide).max().orElseThrow()).isGreaterThan(1L << 60);
    }

    @Test
    void permutationHoldsEachNumberOnce() {
        Set<Integer> seen = new HashSet<>();
        for (int number : new Generator(8).permutation(1000)) {
            assertThat(number).isBetween(0, 999);
            assertThat(seen.add(number)).isTrue();
        }
        assertThat(new Generator(8).permutation(0)).isEmpty();
    }

    @Test
    void emptyRangeAndNegativeCountAreRefused() {
        assertThatThrownBy(() -> new Generator(0).integers(new long[1], 3, 3))
                .hasMessage("randint: the range [3, 3) is empty.\n"
                        + "  Hint: the upper bound is exclusive and must be greater than the lower bound.");
        assertThatThrownBy(() -> new Generator(0).permutation(-1))
                .hasMessage("randperm: the count must not be negative, but is -1.");
    }

    @Test
    void numpysNormalNumbersAreBitEqual() {
        // numpy.random.seed(1); numpy.random.normal(0, 1, 6)
        double[] expected = {
            1.6243453636632417,
            -0.6117564136500754,
            -0.5281717522634557,
            -1.0729686221561705,
            0.8654076293246785,
            -2.3015386968802827
        };
        assertThat(new NumpyRandom(1).normal(0, 1, 6)).containsExactly(expected);

        // numpy.random.seed(3); numpy.random.normal(2, .5, 3); numpy.random.random_sample()
        NumpyRandom other = new NumpyRandom(3);
        assertThat(other.normal(2, .5, 3)).containsExactly(2.894314236715159, 2.218254925255995, 2.0482487340360045);
        assertThat(other.uniform()).isEqualTo(0.8929469543476547);
    }
}
