package nabla.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void idsAreUniqueAndOfOneForm() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 100_000; i++) {
            String id = Ids.id();
            assertThat(Ids.isId(id)).as(id).isTrue();
            assertThat(seen.add(id)).as("new: %s", id).isTrue();
        }
        assertThat(Ids.secret()).hasSize(44).isNotEqualTo(Ids.secret());
    }

    @Test
    void othersAreNoIds() {
        for (String text :
                new String[] {"", "1", "0".repeat(22), "1".repeat(23), "1".repeat(21) + "/", "..".repeat(11)}) {
            assertThat(Ids.isId(text)).as(text).isFalse();
        }
    }
}
