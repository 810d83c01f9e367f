package nabla.web.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeferredFunctionsTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void theLastLineThatFitsDecides() throws IOException {
        DeferredFunctions all = new DeferredFunctions(
                file(
                        "all.txt",
                        "# what tells about objects",
                        "",
                        "nabla.*::toString* # all of them",
                        "!nabla.op.*::toString"),
                null);
        DeferredFunctions list = new DeferredFunctions(file("one.txt", "nabla.op.Add::toString"), all);
        assertThat(list.contains("nabla.nn.Linear::toString@caller")).isTrue();
        assertThat(list.contains("nabla.op.Mul::toString")).isFalse();
        assertThat(list.contains("nabla.op.Add::toString")).isTrue();
        assertThat(list.contains("xnabla.op.Add::toString")).isFalse();
        assertThat(list.contains("nabla.op.Add::of")).isFalse();
    }

    @Test
    void namesAreNoPatternsOtherwise() throws IOException {
        DeferredFunctions list = new DeferredFunctions(file("list.txt", "a.B$1::<init>"), null);
        assertThat(list.contains("a.B$1::<init>")).isTrue();
        assertThat(list.contains("a-B$1::<init>")).isFalse();
    }

    @Test
    void aLineThatFitsNothingIsRefused() throws IOException {
        DeferredFunctions list = new DeferredFunctions(file("list.txt", "used", "gone", "!gone too"), null);
        assertThat(list.contains("used")).isTrue();
        assertThatThrownBy(list::refuseUnused)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list.txt name no function that the first part calls: gone, !gone too.");
    }
}
