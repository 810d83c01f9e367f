package nabla.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;
import nabla.backend.Backend;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Memory;
import org.jspecify.annotations.Nullable;

/** Frees a buffer once no node holds its memory: learners need not, and cannot, free tensors. */
final class Reclaimer {
    private final Backend backend;
    private final ReferenceQueue<Memory> unheld = new ReferenceQueue<>();
    private final Set<Hold> holds = new HashSet<>();

    /** Knows the buffer when the memory itself is gone. */
    private static final class Hold extends WeakReference<Memory> {
        final Buffer buffer;

        Hold(Memory memory, ReferenceQueue<Memory> queue) {
            super(memory, queue);
            buffer = memory.buffer();
        }
    }

    Reclaimer(Backend backend) {
        this.backend = backend;
    }

    /** New memory, which is freed some time after its last holder is gone. */
    Memory allocate(DType type, int size) {
        Memory memory = new Memory(backend.allocate(type, size));
        holds.add(new Hold(memory, unheld));
        return memory;
    }

    /** Frees what nobody holds any more. */
    void reclaim() {
        @Nullable Reference<? extends Memory> gone = unheld.poll();
        while (gone != null) {
            Hold hold = (Hold) gone;
            holds.remove(hold);
            backend.free(hold.buffer);
            gone = unheld.poll();
        }
    }
}
