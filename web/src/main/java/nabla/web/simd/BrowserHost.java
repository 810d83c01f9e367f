package nabla.web.simd;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The linear memory that {@code simd.js} makes before it loads the worker's program: TeaVM's own heap lies in its first
 * part and never grows, the rest is the backend's. Plans are called through the table of a small module, the dispatcher,
 * from WebAssembly to WebAssembly.
 */
final class BrowserHost implements Host {
    private final int start;
    private int size;

    BrowserHost() {
        start = heapBytes() + Arena.MARGIN;
        size = memoryBytes();
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean grow(int bytes) {
        boolean grown = growMemory((bytes + 0xFFFF) >>> 16);
        size = memoryBytes();
        return grown;
    }

    @Override
    public void put(int address, int value) {
        Address.fromInt(address).putInt(value);
    }

    @Override
    public void put(int address, float value) {
        Address.fromInt(address).putFloat(value);
    }

    @Override
    public int get(int address) {
        return Address.fromInt(address).getInt();
    }

    @Override
    public void write(int address, float[] values) {
        Address target = Address.fromInt(address);
        for (int i = 0; i < values.length; i++) {
            target.add(4 * i).putFloat(values[i]);
        }
    }

    @Override
    public void write(int address, int[] values) {
        Address target = Address.fromInt(address);
        for (int i = 0; i < values.length; i++) {
            target.add(4 * i).putInt(values[i]);
        }
    }

    @Override
    public void write(int address, byte[] values) {
        Address target = Address.fromInt(address);
        for (int i = 0; i < values.length; i++) {
            target.add(i).putByte(values[i]);
        }
    }

    @Override
    public void read(int address, float[] values) {
        Address source = Address.fromInt(address);
        for (int i = 0; i < values.length; i++) {
            values[i] = source.add(4 * i).getFloat();
        }
    }

    @Override
    public void read(int address, int[] values) {
        Address source = Address.fromInt(address);
        for (int i = 0; i < values.length; i++) {
            values[i] = source.add(4 * i).getInt();
        }
    }

    @Override
    public void read(int address, byte[] values) {
        Address source = Address.fromInt(address);
        for (int i = 0; i < values.length; i++) {
            values[i] = source.add(i).getByte();
        }
    }

    @Override
    public boolean accepts(byte[] module) {
        return isValid(Int8Array.copyFromJavaArray(module));
    }

    @Override
    public int install(byte[] module) {
        return instantiate(Int8Array.copyFromJavaArray(module));
    }

    @Override
    public void run(int module, int arguments) {
        dispatch(arguments, module);
    }

    @Import(module = "simd", name = "dispatch")
    private static native void dispatch(int arguments, int number);

    @JSBody(script = "return self.nablaSimd.heapBytes;")
    private static native int heapBytes();

    @JSBody(script = "return self.nablaSimd.memory.buffer.byteLength;")
    private static native int memoryBytes();

    @JSBody(
            params = "pages",
            script = "try { self.nablaSimd.memory.grow(pages); return true; } catch (error) { return false; }")
    private static native boolean growMemory(int pages);

    @JSBody(params = "bytes", script = "return WebAssembly.validate(bytes);")
    private static native boolean isValid(Int8Array bytes);

    @JSBody(params = "bytes", script = "return self.nablaSimd.install(bytes);")
    private static native int instantiate(Int8Array bytes);
}
