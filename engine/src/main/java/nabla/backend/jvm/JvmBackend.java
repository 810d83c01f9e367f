package nabla.backend.jvm;

import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.backend.HostArrays;
import nabla.compile.Plan;
import nabla.op.Buffer;
import nabla.op.DType;

/** Runs plans in plain Java on float32 arrays. */
public final class JvmBackend implements Backend {
    @Override
    public String name() {
        return "jvm";
    }

    @Override
    public Buffer allocate(DType type, int size) {
        return new JvmBuffer(type, size);
    }

    @Override
    public void free(Buffer buffer) {
        // Java's collector takes the array once nobody holds it.
    }

    @Override
    public void write(Buffer target, Object array) {
        HostArrays.check(target, array);
        Cells cells = ((JvmBuffer) target).cells;
        if (array instanceof boolean[] booleans) {
            for (int i = 0; i < booleans.length; i++) {
                cells.longs[i] = booleans[i] ? 1 : 0;
            }
        } else if (array instanceof long[] longs) {
            for (long each : longs) {
                Cells.checkWhole(each);
            }
            System.arraycopy(longs, 0, cells.longs, 0, longs.length);
        } else if (array instanceof float[] floats) {
            System.arraycopy(floats, 0, cells.floats, 0, floats.length);
        } else if (array instanceof byte[] bytes) {
            System.arraycopy(bytes, 0, cells.bytes, 0, bytes.length);
        }
    }

    @Override
    public Executable compile(Plan plan) {
        return new JvmExecutable(plan);
    }

    @Override
    public void run(Executable executable, Buffer[] leaves, Buffer[] outputs, double[] scalars) {
        ((JvmExecutable) executable).run(leaves, outputs, scalars);
    }

    @Override
    public Object[] read(Buffer... sources) {
        Object[] arrays = new Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            arrays[i] = read((JvmBuffer) sources[i]);
        }
        return arrays;
    }

    @Override
    public Object readNow(Buffer source) {
        return read((JvmBuffer) source);
    }

    /** Returns each kind of array by itself: TeaVM 0.15.0 makes an invalid module of a variable that holds several. */
    private static Object read(JvmBuffer source) {
        Cells cells = source.cells;
        DType type = source.type();
        if (type == DType.FLOAT32) {
            return cells.floats.clone();
        }
        if (type == DType.INT64) {
            return cells.longs.clone();
        }
        if (type == DType.UINT8) {
            return cells.bytes.clone();
        }
        boolean[] truths = new boolean[source.size()];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = cells.longs[i] != 0;
        }
        return truths;
    }
}
