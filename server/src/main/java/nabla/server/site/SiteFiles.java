package nabla.server.site;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.server.http.Compression;
import nabla.server.http.Content;
import nabla.server.http.Encoding;
import nabla.server.http.Hashes;
import nabla.server.http.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One state of the site's files: assets with their tags and packed forms, and templates. Safe for use by several
 * threads; packed forms may be added while it is served.
 */
public final class SiteFiles {
    private static final String TEMPLATES = "templates/";
    private static final Pattern CSS_URL = Pattern.compile("url\\((['\"]?)([^'\")]+)\\1\\)");

    private final Map<String, String> templates = new TreeMap<>();
    private final Map<String, Resource> assets = new ConcurrentHashMap<>();
    private final SortedMap<String, byte[]> bytes = new TreeMap<>();
    private final SortedMap<String, String> urls = new TreeMap<>();

    SiteFiles(SortedMap<String, byte[]> files) {
        files.forEach((name, content) -> {
            if (name.startsWith(TEMPLATES)) {
                templates.put(name.substring(TEMPLATES.length()), new String(content, StandardCharsets.UTF_8));
            } else if (!name.endsWith(".css")) {
                add(name, content);
            }
        });
        // Style sheets come last, because they take the versioned addresses of the others into their text.
        files.forEach((name, content) -> {
            if (name.endsWith(".css") && !name.startsWith(TEMPLATES)) {
                add(name, versionLinks(name, content));
            }
        });
    }

    private void add(String name, byte[] content) {
        String type = MediaTypes.of(name);
        Resource resource = Resource.of(type, Hashes.tag(content), Content.of(content));
        if (MediaTypes.packs(type)) {
            byte[] packed = Compression.gzip(content);
            if (packed.length < content.length) {
                resource = resource.with(Encoding.GZIP, Content.of(packed));
            }
        }
        bytes.put(name, content);
        assets.put(name, resource);
        urls.put(name, "/assets/" + name + "?v=" + resource.tag());
    }

    private byte[] versionLinks(String name, byte[] content) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        Matcher matcher = CSS_URL.matcher(new String(content, StandardCharsets.UTF_8));
        return matcher.replaceAll(match -> {
                    String url = urls.get(folder + match.group(2));
                    return Matcher.quoteReplacement(url == null ? match.group() : "url(\"" + url + "\")");
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The asset of this name, or null. */
    public @Nullable Resource asset(String name) {
        return assets.get(name);
    }

    /** The address of each asset, with its version, by name. */
    public Map<String, String> urls() {
        return Collections.unmodifiableMap(urls);
    }

    /** The versioned address of one asset. */
    public String url(String name) {
        String url = urls.get(name);
        if (url == null) {
            throw new IllegalStateException("The site has no asset " + name + "; it has " + urls.keySet() + ".");
        }
        return url;
    }

    /** The text of a template such as {@code page.html}. */
    public String template(String name) {
        String text = templates.get(name);
        if (text == null) {
            throw new IllegalStateException("The site has no template " + name + "; it has " + templates.keySet()
                    + ". Build the web module, or name its output with --site.");
        }
        return text;
    }

    /** Adds the brotli form of every asset that packs, from the cache or made now (seconds for a megabyte). */
    void packWithBrotli(BrotliCache cache) {
        bytes.forEach((name, content) -> {
            Resource resource = assets.get(name);
            if (resource != null && MediaTypes.packs(resource.type())) {
                byte[] packed = cache.pack(content);
                if (packed != null && packed.length < content.length) {
                    assets.put(name, resource.with(Encoding.BROTLI, Content.of(packed)));
                }
            }
        });
    }
}
