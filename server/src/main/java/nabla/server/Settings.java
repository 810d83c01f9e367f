package nabla.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an operator chooses.
 *
 * @param host the address to listen at
 * @param port the port, 0 for any free one
 * @param data where models, fetched datasets and caches are kept
 * @param datasets a directory with folders of IDX files, or null
 * @param site a directory with the site's files instead of those in the jar, or null
 * @param offline never to fetch datasets
 * @param behindProxy whether {@code X-Forwarded-For} comes from a proxy of the operator
 * @param savesPerHour how many models one address may save in an hour
 * @param capacity how many bytes all models may take together
 */
record Settings(
        String host,
        int port,
        Path data,
        @Nullable Path datasets,
        @Nullable Path site,
        boolean offline,
        boolean behindProxy,
        int savesPerHour,
        long capacity) {}
