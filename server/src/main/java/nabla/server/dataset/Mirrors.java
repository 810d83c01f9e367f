package nabla.server.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import nabla.server.http.AtomicFiles;
import nabla.server.http.Hashes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches published files from the first mirror that gives the right bytes. */
final class Mirrors {
    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration WHOLE_FILE = Duration.ofMinutes(5);
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * Puts all four packed files of a dataset into a directory; those that are there with the right checksum stay.
     *
     * @throws IOException if a file is to be had from no mirror; says what each mirror answered
     */
    void fetch(KnownDataset dataset, Path directory) throws IOException {
        AtomicFiles.createDirectory(directory);
        for (Part part : Part.values()) {
            Path file = directory.resolve(part.fileName() + ".gz");
            String checksum = dataset.checksums().get(part);
            if (checksum == null) {
                throw new IllegalStateException(dataset.name() + " has no checksum for " + part.fileName() + ".");
            }
            if (!Files.exists(file) || !checksum.equals(md5(file))) {
                fetch(dataset.mirrors(), file, checksum);
            }
        }
    }

    private void fetch(List<URI> mirrors, Path file, String checksum) throws IOException {
        var failures = new StringBuilder();
        for (URI mirror : mirrors) {
            URI address = mirror.resolve(String.valueOf(file.getFileName()));
            Path temporary = Files.createTempFile(file.getParent(), ".tmp-", "");
            try {
                String found = download(address, temporary);
                if (!found.equals(checksum)) {
                    throw new IOException("its MD5 is " + found + " instead of " + checksum);
                }
                AtomicFiles.publish(temporary, file);
                LOG.info("Fetched {}", address);
                return;
            } catch (IOException e) {
                LOG.info("{} does not give the file: {}", address, e.toString());
                failures.append(' ').append(address).append(": ").append(e).append('.');
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        throw new IOException("No mirror gives " + file.getFileName() + "." + failures);
    }

    /** Writes what the address gives into the file; returns the MD5. */
    private String download(URI address, Path file) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        MessageDigest digest = Hashes.digest("MD5");
        var timer = new Timer("download limit", true);
        try (InputStream in = response.body();
                OutputStream out = Files.newOutputStream(file)) {
            if (response.statusCode() != 200) {
                throw new IOException("it answers with status " + response.statusCode());
            }
            // A mirror that stops in the middle would hold the reader for ever: closing the stream frees it.
            timer.schedule(closing(in), WHOLE_FILE.toMillis());
            byte[] buffer = new byte[64 * 1024];
            long total = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                if (total > MAX_BYTES) {
                    throw new IOException("it is larger than " + MAX_BYTES + " bytes");
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        } finally {
            timer.cancel();
        }
        return Hashes.hex(digest);
    }

    private static TimerTask closing(InputStream in) {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    in.close();
                } catch (IOException e) {
                    LOG.debug("A stream that was too slow could not be closed.", e);
                }
            }
        };
    }

    private static String md5(Path file) throws IOException {
        MessageDigest digest = Hashes.digest("MD5");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return Hashes.hex(digest);
    }
}
