package nabla.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nabla.io.Json;

/** What PyTorch answers: the cases in the test resources, recorded by a script that ran PyTorch 1.13. */
public final class Conformance {
    /** The files of cases, without their ending. */
    public static final List<String> FILES = List.of(
            "elementwise",
            "losses",
            "nn",
            "optimizers",
            "programs",
            "random",
            "reduce",
            "schedulers",
            "shape",
            "text",
            "training");

    private Conformance() {}

    /** Returns the cases of one file. */
    public static List<Json> cases(String file) {
        try (InputStream in = Conformance.class.getResourceAsStream("/conformance/" + file + ".json")) {
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get("cases")
                    .items();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
