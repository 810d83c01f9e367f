package nabla.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be answered as asked, with the status it gets. For {@code /api} it becomes
 * {@code application/problem+json} (RFC 9457), for pages a page.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String rule;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private @Nullable Integer retryAfter;

    private Problem(int status, String rule, String detail) {
        super(detail);
        this.status = status;
        this.rule = rule;
    }

    /**
     * A problem to throw.
     *
     * @param status the HTTP status
     * @param rule the short name of the rule that was broken, such as {@code too-large}; never changes
     * @param detail what was found, what is allowed, and what helps, in sentences
     */
    public static Problem of(int status, String rule, String detail) {
        return new Problem(status, rule, detail);
    }

    /** The same problem that also says {@code name: value}. */
    public Problem with(String name, Object value) {
        details.put(name, value);
        return this;
    }

    /** The same problem that tells the client to come back after this many seconds. */
    public Problem retryAfter(int seconds) {
        retryAfter = seconds;
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Seconds to wait, or null. */
    public @Nullable Integer retryAfter() {
        return retryAfter;
    }

    /** What was found, in sentences. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The members of the problem document, in order. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "urn:nabla:problem:" + rule);
        document.put("title", reason(status));
        document.put("status", status);
        document.put("detail", detail());
        document.putAll(details);
        return document;
    }

    /** The status in words. */
    public static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Secret needed";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 408 -> "Too slow";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 411 -> "Length needed";
            case 413 -> "Too large";
            case 415 -> "Wrong type";
            case 416 -> "Range not satisfiable";
            case 422 -> "Not a valid model";
            case 429 -> "Too many requests";
            case 503 -> "Busy";
            case 507 -> "No room";
            default -> status < 500 ? "Bad request" : "Something went wrong";
        };
    }
}
