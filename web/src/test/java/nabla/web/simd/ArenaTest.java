package nabla.web.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nabla.backend.OutOfMemoryException;
import org.junit.jupiter.api.Test;

class ArenaTest {
    private static final int LIMIT = 64 << 20;

    /** A memory that only has a size. */
    private static final class Growing implements Space {
        private int size = 1 << 20;

        @Override
        public int start() {
            return Arena.MARGIN;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public boolean grow(int bytes) {
            boolean fits = (long) size + bytes <= LIMIT;
            size += fits ? bytes : 0;
            return fits;
        }
    }

    @Test
    void piecesNeverOverlapAndAreAligned() {
        Growing space = new Growing();
        Arena arena = new Arena(space);
        Random random = new Random(1);
        List<int[]> pieces = new ArrayList<>();
        for (int round = 0; round < 3000; round++) {
            if (pieces.size() > 60 || !pieces.isEmpty() && random.nextInt(3) == 0) {
                int[] piece = pieces.remove(random.nextInt(pieces.size()));
                arena.free(piece[0], piece[1]);
            } else {
                int bytes = random.nextInt(random.nextInt(4) == 0 ? 300_000 : 600);
                int address = arena.allocate(bytes);
                assertThat(address % 16).isZero();
                assertThat(address).isGreaterThanOrEqualTo(Arena.MARGIN);
                assertThat(address + bytes).isLessThanOrEqualTo(space.size() - Arena.MARGIN);
                for (int[] other : pieces) {
                    assertThat(address + bytes <= other[0] || other[0] + other[1] <= address)
                            .isTrue();
                }
                pieces.add(new int[] {address, Math.max(1, bytes)});
            }
        }
    }

    @Test
    void whatIsFreedIsUsedAgain() {
        Arena arena = new Arena(new Growing());
        int small = arena.allocate(40);
        int large = arena.allocate(100_000);
        arena.free(small, 40);
        arena.free(large, 100_000);

        assertThat(arena.allocate(40)).isEqualTo(small);
        assertThat(arena.allocate(100_000)).isEqualTo(large);
        assertThat(arena.used()).isEqualTo(48 + 100_000);
    }

    @Test
    void neighboursJoinWhenTheyAreFree() {
        Arena arena = new Arena(new Growing());
        int first = arena.allocate(1 << 20);
        int second = arena.allocate(1 << 20);
        int third = arena.allocate(1 << 20);
        arena.free(first, 1 << 20);
        arena.free(third, 1 << 20);
        arena.free(second, 1 << 20);

        assertThat(arena.allocate(3 << 20)).isEqualTo(first);
    }

    @Test
    void aFullMemorySaysHowMuchIsInUse() {
        Arena arena = new Arena(new Growing());
        arena.allocate(50 << 20);

        assertThatThrownBy(() -> arena.allocate(20 << 20))
                .isInstanceOf(OutOfMemoryException.class)
                .hasMessageContaining("no room for 20971520 bytes more; 52428800 bytes are in use");
    }
}
