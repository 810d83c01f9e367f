package nabla.tests.harness;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.json.Json;

/**
 * A connection to Firefox's Marionette: commands out, answers back, one at a time.
 *
 * <p>A packet is the length of its text in bytes, a colon, and the text: {@code [0, id, command, parameters]} out and
 * {@code [1, id, error, result]} back. Source: the protocol chapter of Firefox's own documentation of Marionette.
 */
final class Marionette implements AutoCloseable {
    private static final Json JSON = new Json();

    private final Socket socket;
    private final DataInputStream input;
    private int lastId;

    /** Connects to a Firefox that listens at this port of the loopback address, and reads its greeting. */
    Marionette(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        input = new DataInputStream(socket.getInputStream());
        read();
    }

    /** What Firefox said to a command: an error (error, message, stacktrace) or a result. */
    record Answer(
            @Nullable Map<String, Object> error, @Nullable Object result) {}

    /**
     * Sends a command and waits for its answer.
     *
     * @throws IOException if Firefox has gone
     */
    @SuppressWarnings("unchecked") // the protocol's own types
    synchronized Answer send(String command, Map<String, ?> parameters) throws IOException {
        lastId++;
        List<Object> packet = new ArrayList<>();
        Collections.addAll(packet, 0, lastId, command, parameters);
        byte[] text = JSON.toJson(packet).getBytes(StandardCharsets.UTF_8);
        byte[] length = (text.length + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[length.length + text.length];
        System.arraycopy(length, 0, whole, 0, length.length);
        System.arraycopy(text, 0, whole, length.length, text.length);
        socket.getOutputStream().write(whole);

        List<@Nullable Object> answer = JSON.toType(read(), List.class);
        if (!(answer.get(1) instanceof Number id) || id.intValue() != lastId) {
            throw new IOException(command + ": Firefox answered another command: " + answer);
        }
        return new Answer((Map<String, Object>) answer.get(2), answer.get(3));
    }

    private String read() throws IOException {
        int length = 0;
        for (int digit = next(); digit != ':'; digit = next()) {
            length = length * 10 + Character.digit(digit, 10);
        }
        return new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }

    private int next() throws IOException {
        int value = input.read();
        if (value < 0) {
            throw new EOFException("Firefox closed the connection: it has ended or crashed.");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
