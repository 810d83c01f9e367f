package nabla.server.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells clients apart for limits. */
public final class Clients {
    private static final int IPV6_PREFIX = 8;

    private final boolean behindProxy;

    /**
     * @param behindProxy whether a proxy in front of this server adds {@code X-Forwarded-For}; else that header is the
     *     client's own claim and is not believed
     */
    public Clients(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /** The client's address; of an IPv6 address the first 64 bits, because one client has them all. */
    public String client(Context ctx) {
        String address = ctx.req().getRemoteAddr();
        String forwarded = ctx.header("X-Forwarded-For");
        if (behindProxy && forwarded != null) {
            // The last entry is the one that the proxy itself has added.
            address = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
        }
        return network(address);
    }

    static String network(String address) {
        boolean literal = address.chars()
                .allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':' || c == '[' || c == ']');
        if (!literal || !address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4 ? address : HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_PREFIX));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
