package nabla.web.webgpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeapTest {
    private record Place(int begin, long bytes) {}

    @Test
    void placesNeverOverlap() {
        Heap heap = new Heap(0);
        Random random = new Random(1);
        List<Place> given = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            if (given.size() > 40) {
                Place back = given.remove(random.nextInt(given.size()));
                heap.free(back.begin, back.bytes);
            }
            long bytes = random.nextInt(2000) * 4L;
            Place place = new Place(heap.allocate(bytes), bytes);
            assertThat(place.begin % 16).isZero();
            assertThat(place.begin + bytes).isLessThanOrEqualTo(heap.end());
            for (Place other : given) {
                assertThat(place.begin + Math.max(place.bytes, 1) <= other.begin
                                || other.begin + Math.max(other.bytes, 1) <= place.begin)
                        .isTrue();
            }
            given.add(place);
        }
    }

    @Test
    void doesNotGrowInASteadyState() {
        Heap heap = new Heap(0);
        int end = 0;
        for (int step = 0; step < 1000; step++) {
            int loss = heap.allocate(4);
            int output = heap.allocate(400);
            end = step == 0 ? heap.end() : end;
            heap.free(loss, 4);
            heap.free(output, 400);
        }
        assertThat(heap.end()).isEqualTo(end);
    }

    @Test
    void givesTheBiggestSmallBuffer() {
        Heap heap = new Heap(0);
        assertThat(heap.allocate(64 * 1024)).isZero();
        assertThat(heap.end()).isEqualTo(64 * 1024);
    }
}
