package nabla.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | true  | true",
                "gzip                    | false | true",
                "br;q=0, gzip            | false | true",
                "br; q=0.5 , gzip;q=1.0  | true  | true",
                "*                       | true  | true",
                "*;q=0, br               | true  | false",
                "GZIP                    | false | true",
                "x-br, bro, gzip;q=oops  | false | false",
                "identity                | false | false",
            })
    void isTakenByWhoSaysSo(String header, boolean brotli, boolean gzip) {
        assertThat(Encoding.BROTLI.acceptedBy(header)).as("br").isEqualTo(brotli);
        assertThat(Encoding.GZIP.acceptedBy(header)).as("gzip").isEqualTo(gzip);
    }
}
