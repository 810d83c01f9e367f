package nabla.server.model;

import org.jspecify.annotations.Nullable;

/**
 * The rows of saved models. Every method is one transaction, durable when it returns, safe for use by several threads
 * and by several servers on one database.
 */
public interface ModelStore extends AutoCloseable {
    /** What an idempotency key was used for. */
    record Earlier(String id, String sha256) {}

    /**
     * Adds a model.
     *
     * @param secretHash the hash of the secret that allows changes
     * @param keyHash the hash of the idempotency key of the request, or null
     * @return null, or, when the key was used before, what for; then nothing is added
     */
    @Nullable
    Earlier insert(Model model, String secretHash, @Nullable String keyHash);

    /** The model of this id, also a deleted one, or null. */
    @Nullable
    Model find(String id);

    /** The hash of the secret of a model, or null where there is no such model. */
    @Nullable
    String secretHash(String id);

    /** Gives a model another secret. */
    void replaceSecret(String id, String secretHash);

    /** Marks a model as deleted; does nothing when it is. */
    void delete(String id);

    /** Whether some model that is not deleted names this content. */
    boolean names(String sha256);

    /** The bytes of all contents that models name. */
    long totalBytes();

    @Override
    void close();
}
