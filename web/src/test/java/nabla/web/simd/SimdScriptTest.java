package nabla.web.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SimdScriptTest {
    @Test
    void theScriptHoldsTheDispatcherThatTheAssemblerMakes() throws IOException {
        String script = Files.readString(Path.of("src/main/site/simd.js"));

        assertThat(script).contains("'" + Base64.getEncoder().encodeToString(Dispatcher.module()) + "'");
    }
}
