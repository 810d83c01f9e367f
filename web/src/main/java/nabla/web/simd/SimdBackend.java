package nabla.web.simd;

import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.compile.Plan;
import nabla.compile.Slot;
import nabla.op.Buffer;
import nabla.op.DType;

/**
 * The device {@code simd}: one thread of the browser's CPU, four floats at a time. A plan becomes a WebAssembly module when
 * it is compiled, and running it is one call. All plans share one workspace, since its content means nothing between runs.
 */
public final class SimdBackend implements Backend {
    private final Host host;
    private final Arena arena;
    private final MultiplyAdd multiplyAdd;
    private int workspace;
    private int workspaceBytes;

    SimdBackend(Host host) {
        this.host = host;
        this.arena = new Arena(host);
        this.multiplyAdd = host.accepts(MultiplyAdd.FUSED.module()) ? MultiplyAdd.FUSED : MultiplyAdd.SEPARATE;
    }

    /** The backend on the memory that the worker's script has prepared; see {@code simd.js}. */
    public static SimdBackend inBrowser() {
        return new SimdBackend(new BrowserHost());
    }

    @Override
    public String name() {
        return "simd";
    }

    @Override
    public Buffer allocate(DType type, int size) {
        refuseFloat64(type);
        return new SimdBuffer(type, size, arena.allocate((long) size * type.bytes()));
    }

    @Override
    public void free(Buffer buffer) {
        SimdBuffer piece = (SimdBuffer) buffer;
        address(piece);
        arena.free(piece.address, piece.bytes());
        piece.address = 0;
    }

    @Override
    public void write(Buffer target, Object array) {
        Transfer.write(host, address(target), target, array);
    }

    @Override
    public Object[] read(Buffer... sources) {
        Object[] arrays = new Object[sources.length];
        for (int i = 0; i < sources.length; i++) {
            Transfer.read(host, address(sources[i]), sources[i], arrays, i);
        }
        return arrays;
    }

    @Override
    public Object readNow(Buffer source) {
        return read(source)[0];
    }

    @Override
    public Executable compile(Plan plan) {
        Arguments arguments = Arguments.of(plan);
        PlanCompiler.Result result = PlanCompiler.compile(plan, multiplyAdd);
        growWorkspace(result.workspaceBytes());
        int module = host.install(result.module());
        return new SimdExecutable(plan, module, arguments, arena.allocate(arguments.bytes()));
    }

    private void growWorkspace(int bytes) {
        if (bytes > workspaceBytes) {
            if (workspaceBytes > 0) {
                arena.free(workspace, workspaceBytes);
                workspaceBytes = 0;
            }
            workspace = arena.allocate(bytes);
            workspaceBytes = bytes;
        }
    }

    @Override
    public void run(Executable executable, Buffer[] leaves, Buffer[] outputs, double[] scalars) {
        SimdExecutable code = (SimdExecutable) executable;
        Plan plan = code.plan();
        Arguments layout = code.arguments;
        int base = code.argumentsAddress;
        host.put(base + layout.workspace(), workspace);
        for (int i = 0; i < leaves.length; i++) {
            host.put(base + layout.leaf(i), address(leaves[i]));
        }
        for (int i = 0; i < outputs.length; i++) {
            if (plan.outputs().get(i).place() == Slot.Place.OUTPUT) {
                host.put(base + layout.address(plan.outputs().get(i)), address(outputs[i]));
            }
        }
        for (int i = 0; i < scalars.length; i++) {
            int address = base + layout.scalar(i);
            if (plan.scalars().get(i).isFloat()) {
                host.put(address, (float) scalars[i]);
            } else {
                host.put(address, (int) scalars[i]);
            }
        }
        host.put(base + layout.clears(), Denormals.areDue(code.runs++) ? 1 : 0);
        host.put(base + layout.finding(), Finding.NONE);
        host.run(code.module, base);
        int found = host.get(base + layout.finding());
        if (found != Finding.NONE) {
            int value = host.get(base + layout.finding() + 4);
            throw new Finding(found, value, host.get(base + layout.finding() + 8)).explained(plan);
        }
    }

    private static int address(Buffer buffer) {
        int address = ((SimdBuffer) buffer).address;
        if (address == 0) {
            throw new IllegalStateException(
                    "simd: a buffer of " + buffer.size() + " " + buffer.type() + " is used after it was freed");
        }
        return address;
    }

    private static void refuseFloat64(DType type) {
        if (type == DType.FLOAT64) {
            throw new UnsupportedOperationException("simd: float64 is not supported; the device computes in float32."
                    + "\n  Hint: convert to float32, or use the device \"reference\".");
        }
    }
}
