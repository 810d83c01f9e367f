package nabla.server.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import nabla.server.http.Content;
import nabla.server.http.Hashes;
import nabla.server.http.Problem;
import org.jspecify.annotations.Nullable;

/** Saves, finds and deletes models: rows in one store, bytes in another. */
public final class Models {
    /** Content that no row names may belong to a save that is under way; after a day it does not. */
    private static final Duration GRACE = Duration.ofHours(24);

    private final ModelStore rows;
    private final ContentStore contents;
    private final long capacity;

    /**
     * @param capacity how many bytes all models may take together
     */
    public Models(ModelStore rows, ContentStore contents, long capacity) {
        this.rows = rows;
        this.contents = contents;
        this.capacity = capacity;
    }

    /** An acknowledged save; the secret is told only here. */
    record Saved(String id, String editSecret, String sha256) {}

    /**
     * Checks and keeps a file. Returns after it is durable.
     *
     * @param title what its maker called it, or empty
     * @param key the request's idempotency key: with the same key, the same file is saved once
     */
    Saved save(byte[] file, String title, @Nullable String key) throws IOException {
        SavedFile checked = SavedFile.check(file);
        if (checked.parent() != null && rows.find(checked.parent()) == null) {
            throw Problem.of(422, "parent", "There is no model " + checked.parent() + " that this one could continue.");
        }
        if (rows.totalBytes() + file.length > capacity) {
            throw Problem.of(507, "full", "This server has no room for more models.");
        }
        String sha256 = Hashes.sha256(file);
        contents.put(sha256, file);
        String secret = Ids.secret();
        var model = new Model(
                Ids.id(),
                title.isEmpty() ? Training.defaultTitle(checked.training()) : title,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                checked.parent(),
                checked.architecture(),
                checked.training(),
                sha256,
                file.length,
                false);
        ModelStore.Earlier earlier = rows.insert(model, hash(secret), key == null ? null : hash(key));
        if (earlier == null) {
            return new Saved(model.id(), secret, sha256);
        }
        if (!earlier.sha256().equals(sha256)) {
            throw Problem.of(422, "idempotency-key", "This Idempotency-Key was used for another model.");
        }
        // The reply with the first secret was lost; secrets are not kept, so there is a new one.
        rows.replaceSecret(earlier.id(), hash(secret));
        return new Saved(earlier.id(), secret, sha256);
    }

    /** The model of this id; throws the {@link Problem} 404 or 410. */
    public Model find(String id) {
        Model model = Ids.isId(id) ? rows.find(id) : null;
        if (model == null) {
            throw Problem.of(404, "unknown-model", "There is no model of this address. Was the link copied in full?");
        }
        if (model.deleted()) {
            throw Problem.of(410, "deleted-model", "The model of this address was deleted by whoever shared it.");
        }
        return model;
    }

    Content content(Model model) throws IOException {
        Content content = contents.find(model.sha256());
        if (content == null) {
            throw new IllegalStateException("The content " + model.sha256() + " of model " + model.id() + " is lost.");
        }
        return content;
    }

    /** Deletes a model for whoever has its secret; does nothing more when it is deleted. */
    void delete(String id, @Nullable String secret) {
        String expected = Ids.isId(id) ? rows.secretHash(id) : null;
        if (expected == null) {
            throw Problem.of(404, "unknown-model", "There is no model of this address.");
        }
        if (secret == null) {
            throw Problem.of(401, "secret", "Deleting needs the model's secret: Authorization: Bearer SECRET.");
        }
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), hash(secret).getBytes(StandardCharsets.US_ASCII))) {
            throw Problem.of(403, "secret", "This is not the model's secret.");
        }
        rows.delete(id);
    }

    /** Removes content that no model names; returns how much. */
    public int sweep() throws IOException {
        return contents.sweep(Instant.now().minus(GRACE), rows::names);
    }

    private static String hash(String secret) {
        return Hashes.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
