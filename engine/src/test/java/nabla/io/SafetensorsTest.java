package nabla.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nabla.io.SafetensorsException.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final SafetensorsLimits LIMITS = SafetensorsLimits.SHARED_MODEL;

    private static Safetensors model() {
        return new Safetensors(
                Map.of("nabla.training", "{\"title\":\"∇\"}"),
                List.of(
                        StoredTensor.of("fc1.weight", new int[] {2, 3}, new float[] {1, -2, 0.5f, 3e-8f, 0, -0f}),
                        StoredTensor.of("fc1.bias", new int[] {2}, new float[] {7, 8}),
                        StoredTensor.of("scale", new int[] {}, new float[] {1.5f})));
    }

    @Test
    void whatIsWrittenIsRead() {
        Safetensors read = Safetensors.read(model().write(), LIMITS);
        assertThat(read.metadata()).isEqualTo(model().metadata());
        assertThat(read.tensors().keySet()).containsExactly("fc1.weight", "fc1.bias", "scale");
        assertThat(read.get("fc1.weight").shape()).containsExactly(2, 3);
        assertThat(read.get("fc1.weight").floats()).containsExactly(1, -2, 0.5f, 3e-8f, 0, -0f);
        assertThat(read.get("scale").shape()).isEmpty();
        assertThat(read.get("scale").floats()).containsExactly(1.5f);
        assertThat(read.write()).isEqualTo(model().write());
    }

    @Test
    void fileIsLaidOutAsTheFormatSays() {
        byte[] file = new Safetensors(Map.of(), List.of(StoredTensor.of("w", new int[] {1}, new float[] {1}))).write();
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        assertThat(header.length() % 8).isNotZero();
        assertThat(file).isEqualTo(file(header + " ".repeat(8 - header.length() % 8), 0, 0, 0x80, 0x3f));
    }

    @Test
    void narrowTypesAreWidened() {
        byte[] file = file(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                        + "\"i\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[8,10]}}",
                0,
                0x3c,
                0xff,
                0xfb,
                1,
                0,
                0,
                0x84,
                127,
                128);
        Safetensors read = Safetensors.read(file, LIMITS);
        assertThat(read.get("h").floats()).containsExactly(1f, -65504f, 0x1p-24f, -0x1p-14f);
        assertThat(read.get("i").floats()).containsExactly(127f, -128f);
        assertThat(read.get("i").type()).isEqualTo(StoredType.I8);
        byte[] again = read.write();
        assertThat(Safetensors.read(again, LIMITS).get("i").floats()).containsExactly(127f, -128f);
    }

    @Test
    void everyTypeSurvives() {
        long large = (1L << 62) + 3;
        Safetensors written = new Safetensors(
                Map.of(),
                List.of(
                        StoredTensor.of("bytes", new int[] {2}, new byte[] {(byte) 200, 1}),
                        StoredTensor.of("truth", new int[] {3}, new boolean[] {true, false, true}),
                        StoredTensor.of("count", new int[] {}, new long[] {-large}),
                        StoredTensor.of("exact", new int[] {1, 2}, new double[] {0.1, -1e300})));
        Safetensors read = Safetensors.read(written.write(), SafetensorsLimits.OWN_FILE);
        assertThat(read.tensors().keySet()).containsExactly("count", "exact", "bytes", "truth");
        assertThat(read.get("bytes").longs()).containsExactly(200, 1);
        assertThat(read.get("truth").longs()).containsExactly(1, 0, 1);
        assertThat(read.get("count").longs()).containsExactly(-large);
        assertThat(read.get("exact").doubles()).containsExactly(0.1, -1e300);
        byte[] brain = file("{\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 0x80, 0x3f, 0, 0xc0);
        assertThat(Safetensors.read(brain, SafetensorsLimits.OWN_FILE).get("b").floats())
                .containsExactly(1, -2);
        assertThatThrownBy(() -> read.get("exact").longs())
                .hasMessage("Tensor exact: its elements are F64, no integers.");
    }

    /** Each line is a header for a buffer of 8 zero bytes; quotes are single. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        HEADER_NOT_JSON   | []
        HEADER_NOT_JSON   |` {}`
        HEADER_NOT_JSON   | {'w':{}
        HEADER_NOT_JSON   | {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        HEADER_NOT_JSON   | {'w':{'dtype':'F32','dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        HEADER_NOT_JSON   | {'w':[[[[0]]]]}
        METADATA_NOT_TEXT | {'__metadata__':{'a':1},'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        METADATA_NOT_TEXT | {'__metadata__':[],'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        TENSOR_COUNT      | {}
        TENSOR_COUNT      | {'__metadata__':{}}
        TENSOR_NAME       | {'':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        TENSOR_NAME       | {'a/b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        TENSOR_NAME       | {'ä':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}
        TENSOR_ENTRY      | {'w':1}
        TENSOR_ENTRY      | {'w':{}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[2]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':0}}
        TENSOR_ENTRY      | {'w':{'dtype':1,'shape':[2],'data_offsets':[0,8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[4294967298],'data_offsets':[0,8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[2],'data_offsets':[8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}
        TENSOR_ENTRY      | {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,18446744073709551624]}}
        TENSOR_TYPE       | {'w':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}
        TENSOR_TYPE       | {'w':{'dtype':'f32','shape':[2],'data_offsets':[0,8]}}
        TENSOR_SHAPE      | {'w':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}}
        TENSOR_SHAPE      | {'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}
        TENSOR_SHAPE      | {'w':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}}
        TENSOR_SHAPE      | {'w':{'dtype':'F32','shape':[1,1,1,1,2],'data_offsets':[0,8]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}
        TENSOR_OFFSETS    | {'v':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}
        TENSOR_OFFSETS    | {'v':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'w':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,8]}}
        TENSOR_OFFSETS    | {'w':{'dtype':'F32','shape':[1073741824,1,1,4],'data_offsets':[0,0]}}
        TRUNCATED         | {'w':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}
        TRUNCATED         | {'w':{'dtype':'F32','shape':[2147483647],'data_offsets':[0,8589934588]}}
        TRUNCATED         | {'w':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,8589934588]}}
        """)
    void brokenHeaderIsRefused(Rule rule, String header) {
        byte[] file = file(header.replace('\'', '"'), 0, 0, 0, 0, 0, 0, 0, 0);
        SafetensorsException failure =
                catchThrowableOfType(SafetensorsException.class, () -> Safetensors.read(file, LIMITS));
        assertThat(failure).as("%s", header).isNotNull();
        assertThat(failure.rule()).as("%s: %s", header, failure.getMessage()).isEqualTo(rule);
    }

    @Test
    void brokenFrameIsRefused() {
        assertRule(Rule.TRUNCATED, new byte[0]);
        assertRule(Rule.TRUNCATED, new byte[7]);
        assertRule(Rule.HEADER_NOT_JSON, new byte[8]);
        byte[] good = model().write();
        assertRule(Rule.TRUNCATED, Arrays.copyOf(good, good.length - 1));
        assertRule(Rule.TRUNCATED, Arrays.copyOf(good, 20));
        assertRule(Rule.TENSOR_OFFSETS, Arrays.copyOf(good, good.length + 1));
        byte[] negativeLength = good.clone();
        negativeLength[7] = (byte) 0x80;
        assertRule(Rule.HEADER_TOO_LARGE, negativeLength);
        byte[] hugeLength = good.clone();
        hugeLength[3] = 1;
        assertRule(Rule.HEADER_TOO_LARGE, hugeLength);
        byte[] notUtf8 = good.clone();
        notUtf8[10] = (byte) 0xff;
        assertRule(Rule.HEADER_NOT_JSON, notUtf8);
    }

    @Test
    void limitsHold() {
        byte[] good = model().write();
        Set<StoredType> all = LIMITS.types();
        assertRule(Rule.FILE_TOO_LARGE, good, new SafetensorsLimits(good.length - 1, 1000, 9, 4, all));
        assertRule(Rule.HEADER_TOO_LARGE, good, new SafetensorsLimits(10_000, 100, 9, 4, all));
        assertRule(Rule.TENSOR_COUNT, good, new SafetensorsLimits(10_000, 1000, 2, 4, all));
        assertRule(Rule.TENSOR_SHAPE, good, new SafetensorsLimits(10_000, 1000, 9, 1, all));
        assertRule(Rule.TENSOR_TYPE, good, new SafetensorsLimits(10_000, 1000, 9, 4, Set.of(StoredType.F16)));
        assertThat(Safetensors.read(good, new SafetensorsLimits(good.length, 1000, 3, 2, all))
                        .tensors())
                .hasSize(3);
    }

    @Test
    void elementsThatAreNotFiniteAreRefused() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            byte[] file = new Safetensors(
                            Map.of(), List.of(StoredTensor.of("fc.bias", new int[] {2}, new float[] {1, wrong})))
                    .write();
            assertThatThrownBy(() -> Safetensors.read(file, LIMITS))
                    .hasMessage("safetensors: tensor \"fc.bias\": element 1 is " + Decimals.shortest(wrong)
                            + ". Did the training diverge? Try a smaller learning rate.");
        }
        assertRule(Rule.NOT_FINITE, file("{\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 0, 0x7c));
    }

    @Test
    void damageIsRefusedOrHarmless() {
        byte[] good = model().write();
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            }
            try {
                Safetensors.read(bad, LIMITS).tensors().values().forEach(StoredTensor::floats);
            } catch (SafetensorsException refused) {
                assertThat(refused.rule()).isNotNull();
            }
        }
    }

    @Test
    void shapeAndValuesMustFit() {
        assertThatThrownBy(() -> StoredTensor.of("w", new int[] {2, 2}, new float[3]))
                .hasMessage("Tensor w: the shape [2, 2] has 4 elements, but there are 3 values.");
        assertThatThrownBy(() -> model().get("fc2.bias"))
                .hasMessage("safetensors: there is no tensor \"fc2.bias\", only [fc1.weight, fc1.bias, scale].");
        StoredTensor tensor = StoredTensor.of("w", new int[] {1}, new float[1]);
        assertThatThrownBy(() -> new Safetensors(Map.of(), List.of(tensor, tensor)))
                .hasMessage("safetensors: two tensors are named \"w\".");
    }

    private static void assertRule(Rule rule, byte[] file) {
        assertRule(rule, file, LIMITS);
    }

    private static void assertRule(Rule rule, byte[] file, SafetensorsLimits limits) {
        SafetensorsException failure =
                catchThrowableOfType(SafetensorsException.class, () -> Safetensors.read(file, limits));
        assertThat(failure).isNotNull();
        assertThat(failure.rule()).as(failure.getMessage()).isEqualTo(rule);
    }

    private static byte[] file(String header, int... data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        for (int value : data) {
            file.put((byte) value);
        }
        return file.array();
    }
}
