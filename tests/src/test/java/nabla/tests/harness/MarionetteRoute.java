package nabla.tests.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a WebDriver request is called in Marionette. Names in braces become parameters of the command, beside those of
 * the request's body.
 */
record MarionetteRoute(String method, Pattern path, List<String> names, String command) {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private static final List<MarionetteRoute> ALL = List.of(
            route("POST", "/url", "Navigate"),
            route("GET", "/url", "GetCurrentURL"),
            route("POST", "/back", "Back"),
            route("POST", "/forward", "Forward"),
            route("POST", "/refresh", "Refresh"),
            route("GET", "/title", "GetTitle"),
            route("GET", "/source", "GetPageSource"),
            route("GET", "/window", "GetWindowHandle"),
            route("POST", "/window", "SwitchToWindow"),
            route("DELETE", "/window", "CloseWindow"),
            route("GET", "/window/handles", "GetWindowHandles"),
            route("POST", "/window/new", "NewWindow"),
            route("GET", "/window/rect", "GetWindowRect"),
            route("POST", "/window/rect", "SetWindowRect"),
            route("POST", "/frame", "SwitchToFrame"),
            route("POST", "/frame/parent", "SwitchToParentFrame"),
            route("POST", "/element", "FindElement"),
            route("POST", "/elements", "FindElements"),
            route("GET", "/element/active", "GetActiveElement"),
            route("POST", "/element/{element}/element", "FindElement"),
            route("POST", "/element/{element}/elements", "FindElements"),
            route("GET", "/element/{id}/selected", "IsElementSelected"),
            route("GET", "/element/{id}/enabled", "IsElementEnabled"),
            route("GET", "/element/{id}/displayed", "IsElementDisplayed"),
            route("GET", "/element/{id}/attribute/{name}", "GetElementAttribute"),
            route("GET", "/element/{id}/property/{name}", "GetElementProperty"),
            route("GET", "/element/{id}/css/{propertyName}", "GetElementCSSValue"),
            route("GET", "/element/{id}/text", "GetElementText"),
            route("GET", "/element/{id}/name", "GetElementTagName"),
            route("GET", "/element/{id}/rect", "GetElementRect"),
            route("GET", "/element/{id}/computedrole", "GetComputedRole"),
            route("GET", "/element/{id}/computedlabel", "GetComputedLabel"),
            route("POST", "/element/{id}/click", "ElementClick"),
            route("POST", "/element/{id}/clear", "ElementClear"),
            route("POST", "/element/{id}/value", "ElementSendKeys"),
            route("POST", "/execute/sync", "ExecuteScript"),
            route("POST", "/execute/async", "ExecuteAsyncScript"),
            route("POST", "/actions", "PerformActions"),
            route("DELETE", "/actions", "ReleaseActions"),
            route("GET", "/screenshot", "TakeScreenshot"),
            route("GET", "/element/{id}/screenshot", "TakeScreenshot"),
            route("GET", "/timeouts", "GetTimeouts"),
            route("POST", "/timeouts", "SetTimeouts"));

    private static MarionetteRoute route(String method, String path, String command) {
        List<String> names =
                NAME.matcher(path).results().map(name -> name.group(1)).toList();
        Pattern pattern = Pattern.compile("/session/[^/]+" + NAME.matcher(path).replaceAll("([^/]+)"));
        return new MarionetteRoute(method, pattern, names, "WebDriver:" + command);
    }

    /** A Marionette command with its parameters. */
    record Call(String command, Map<String, Object> parameters) {}

    /** The Marionette command for a WebDriver request, or nothing where this table has none. */
    static Optional<Call> find(String method, String path, Map<String, Object> body) {
        for (MarionetteRoute route : ALL) {
            Matcher matcher = route.path.matcher(path);
            if (route.method.equals(method) && matcher.matches()) {
                Map<String, Object> parameters = new LinkedHashMap<>(body);
                for (int i = 0; i < route.names.size(); i++) {
                    parameters.put(route.names.get(i), matcher.group(i + 1));
                }
                return Optional.of(new Call(route.command, parameters));
            }
        }
        return Optional.empty();
    }
}
