package nabla.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import nabla.backend.Backend;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Frees a buffer once no node holds its memory: learners need not, and cannot, free tensors. Small ones are watched and
 * freed several at a time: watching one costs a browser as long as many operations, and each step of a training has some.
 */
final class Reclaimer {
    private static final int SMALL_BYTES = 4096;
    private static final int TOGETHER = 32;

    private final Backend backend;
    private final ReferenceQueue<Life> unheld = new ReferenceQueue<>();
    private @Nullable Hold first;
    private @Nullable Life small;
    private int smallCount;

    /** Is held by memories and nothing else. */
    private static final class Life {
        final Buffer[] buffers;

        Life(int count) {
            buffers = new Buffer[count];
        }
    }

    /**
     * Knows the buffers when the memories are gone. All of them are linked, so that they live until then. (Not in a set:
     * TeaVM 0.15.0 does not see that they come back from the queue, and would take what is removed from it for a string.)
     */
    private static final class Hold extends WeakReference<Life> {
        final @Nullable Buffer[] buffers;

        @Nullable
        Hold previous;

        @Nullable
        Hold next;

        Hold(Life life, ReferenceQueue<Life> queue) {
            super(life, queue);
            buffers = life.buffers;
        }
    }

    Reclaimer(Backend backend) {
        this.backend = backend;
    }

    /** New memory, which is freed some time after its last holder is gone. */
    Memory allocate(DType type, int size) {
        Buffer buffer = backend.allocate(type, size);
        if ((long) size * type.bytes() > SMALL_BYTES) {
            Life life = watched(1);
            life.buffers[0] = buffer;
            return new Memory(buffer, life);
        }
        Life life = small;
        if (life == null || smallCount == TOGETHER) {
            life = watched(TOGETHER);
            small = life;
            smallCount = 0;
        }
        life.buffers[smallCount++] = buffer;
        return new Memory(buffer, life);
    }

    private Life watched(int count) {
        Life life = new Life(count);
        Hold hold = new Hold(life, unheld);
        hold.next = first;
        if (first != null) {
            first.previous = hold;
        }
        first = hold;
        return life;
    }

    /** Frees what nobody holds any more. */
    void reclaim() {
        @Nullable Reference<? extends Life> gone = unheld.poll();
        while (gone != null) {
            Hold hold = (Hold) gone;
            unlink(hold);
            for (Buffer buffer : hold.buffers) {
                if (buffer != null) {
                    backend.free(buffer);
                }
            }
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
