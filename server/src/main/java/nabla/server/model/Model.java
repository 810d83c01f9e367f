package nabla.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a saved model besides its bytes.
 *
 * @param id 22 characters, made by {@link Ids}
 * @param title what its maker called it
 * @param created when it was saved
 * @param parent the id of the model it was trained on from, or null
 * @param architecture JSON, as the engine writes it
 * @param training JSON: dataset, settings, history
 * @param sha256 names its content
 * @param size of its content in bytes
 * @param deleted whether its maker took it back
 */
public record Model(
        String id,
        String title,
        Instant created,
        @Nullable String parent,
        String architecture,
        String training,
        String sha256,
        long size,
        boolean deleted) {

    /** What it is and how good, in a sentence. */
    public String summary() {
        return Training.summary(training);
    }
}
