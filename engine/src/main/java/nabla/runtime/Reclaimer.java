package nabla.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import nabla.backend.Backend;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Memory;
import org.jspecify.annotations.Nullable;

/** Frees a buffer once no node holds its memory: learners need not, and cannot, free tensors. */
final class Reclaimer {
    private final Backend backend;
    private final ReferenceQueue<Memory> unheld = new ReferenceQueue<>();
    private @Nullable Hold first;

    /**
     * Knows the buffer when the memory itself is gone. All of them are linked, so that they live until then. (Not in a set:
     * TeaVM 0.15.0 does not see that they come back from the queue, and would take what is removed from it for a string.)
     */
    private static final class Hold extends WeakReference<Memory> {
        final Buffer buffer;

        @Nullable
        Hold previous;

        @Nullable
        Hold next;

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
        Hold hold = new Hold(memory, unheld);
        hold.next = first;
        if (first != null) {
            first.previous = hold;
        }
        first = hold;
        return memory;
    }

    /** Frees what nobody holds any more. */
    void reclaim() {
        @Nullable Reference<? extends Memory> gone = unheld.poll();
        while (gone != null) {
            Hold hold = (Hold) gone;
            unlink(hold);
            backend.free(hold.buffer);
            gone = unheld.poll();
        }
    }

    private void unlink(Hold hold) {
        Hold previous = hold.previous;
        Hold next = hold.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
    }
}
