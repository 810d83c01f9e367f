package nabla.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrotliTest {
    @TempDir
    Path directory;

    @Test
    void packedBytesAreKeptForTheNextStart() throws Exception {
        Brotli4jLoader.ensureAvailability();
        byte[] text = "the same words again and ".repeat(200).getBytes(StandardCharsets.UTF_8);
        byte[] packed = new BrotliCache(directory).pack(text);
        assertThat(packed).isNotNull().hasSizeLessThan(100);
        assertThat(Decoder.decompress(packed).getDecompressedData()).isEqualTo(text);
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.toList();
        }
        assertThat(files).hasSize(1);
        Files.write(files.get(0), new byte[] {1, 2, 3});
        assertThat(new BrotliCache(directory).pack(text))
                .as("taken from the cache")
                .containsExactly(1, 2, 3);
    }
}
