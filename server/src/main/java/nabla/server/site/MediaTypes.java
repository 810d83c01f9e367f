package nabla.server.site;

import java.util.Map;

/** Media types by the ends of file names. */
final class MediaTypes {
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("wgsl", "text/plain; charset=utf-8"),
            Map.entry("woff2", "font/woff2"));

    private MediaTypes() {}

    /** The type of a file of this name; bytes of no known kind are {@code application/octet-stream}. */
    static String of(String name) {
        return BY_ENDING.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** Whether packing bytes of this type makes them smaller. */
    static boolean packs(String type) {
        return !type.equals("image/png") && !type.equals("font/woff2");
    }
}
