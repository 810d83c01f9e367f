package nabla.web.webgpu;

import nabla.backend.HostArrays;
import nabla.op.Buffer;
import nabla.op.DType;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.TypedArray;

/** Java arrays as the 32-bit words that the device holds, and back. */
final class Words {
    private Words() {}

    /**
     * The array's elements as the device holds them.
     *
     * @throws IllegalArgumentException if the array does not fit the buffer
     */
    static TypedArray of(Buffer target, Object array) {
        HostArrays.check(target, array);
        if (array instanceof float[] floats) {
            return Float32Array.copyFromJavaArray(floats);
        }
        if (array instanceof byte[] bytes) {
            Int8Array padded = new Int8Array((bytes.length + 3) / 4 * 4);
            padded.set(Int8Array.copyFromJavaArray(bytes));
            return new Int32Array(padded.getBuffer());
        }
        int[] words = new int[HostArrays.length(array)];
        if (array instanceof boolean[] booleans) {
            for (int i = 0; i < words.length; i++) {
                words[i] = booleans[i] ? 1 : 0;
            }
        } else if (array instanceof long[] longs) {
            for (int i = 0; i < words.length; i++) {
                words[i] = HostArrays.toInt(longs[i]);
            }
        }
        return Int32Array.copyFromJavaArray(words);
    }

    /**
     * Puts the buffer's elements, whose words begin {@code offset} bytes into the memory, as a new Java array into {@code
     * arrays[place]}. (TeaVM 0.15.0 makes an invalid module of a method that returns arrays of several types.)
     */
    static void toJava(Buffer source, ArrayBuffer memory, int offset, Object[] arrays, int place) {
        int size = source.size();
        if (source.type() == DType.FLOAT32) {
            arrays[place] = new Float32Array(memory, offset, size).copyToJavaArray();
        } else if (source.type() == DType.UINT8) {
            arrays[place] = new Int8Array(memory, offset, size).copyToJavaArray();
        } else {
            int[] words = new Int32Array(memory, offset, size).copyToJavaArray();
            if (source.type() == DType.BOOL) {
                boolean[] booleans = new boolean[size];
                for (int i = 0; i < size; i++) {
                    booleans[i] = words[i] != 0;
                }
                arrays[place] = booleans;
            } else {
                long[] longs = new long[size];
                for (int i = 0; i < size; i++) {
                    longs[i] = words[i];
                }
                arrays[place] = longs;
            }
        }
    }
}
