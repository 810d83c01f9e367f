package nabla.server.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of known length that can be read from any place. Safe to read from several threads at once. */
public interface Content {
    /** The number of bytes. */
    long length();

    /** A new stream that starts at {@code offset}; the caller closes it. */
    InputStream open(long offset) throws IOException;

    /** These bytes; the array must not change afterwards. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open(long offset) {
                return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
            }
        };
    }

    /** The bytes of a file, whose length is taken now. */
    static Content of(Path file) throws IOException {
        long length = Files.size(file);
        return new Content() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                SeekableByteChannel channel = Files.newByteChannel(file);
                try {
                    channel.position(offset);
                } catch (IOException e) {
                    channel.close();
                    throw e;
                }
                return Channels.newInputStream(channel);
            }
        };
    }
}
