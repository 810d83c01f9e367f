package nabla.tests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.UnsupportedCommandException;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.Response;
import org.openqa.selenium.remote.SessionId;
import org.openqa.selenium.remote.codec.w3c.W3CHttpCommandCodec;
import org.openqa.selenium.remote.codec.w3c.W3CHttpResponseCodec;
import org.openqa.selenium.remote.http.Contents;
import org.openqa.selenium.remote.http.HttpRequest;
import org.openqa.selenium.remote.http.HttpResponse;

/** Carries out Selenium's commands in Firefox: Selenium's own HTTP form of a command, translated to Marionette. */
final class MarionetteExecutor implements CommandExecutor {
    private static final Json JSON = new Json();

    private final W3CHttpCommandCodec requests = new W3CHttpCommandCodec();
    private final W3CHttpResponseCodec responses = new W3CHttpResponseCodec();
    private final Firefox firefox;

    MarionetteExecutor(Firefox firefox) {
        this.firefox = firefox;
    }

    @Override
    public Response execute(Command command) throws IOException {
        switch (command.getName()) {
            case DriverCommand.NEW_SESSION:
                return newSession();
            case DriverCommand.QUIT:
                firefox.close();
                return success(command.getSessionId());
            default:
                return translate(command);
        }
    }

    /** A session that also offers WebDriver BiDi, which brings the console's messages. */
    private Response newSession() throws IOException {
        Marionette.Answer answer = firefox.marionette().send("WebDriver:NewSession", Map.of("webSocketUrl", true));
        if (!(answer.result() instanceof Map<?, ?> result)) {
            throw new IOException("Firefox gave no session: " + answer.error());
        }
        Response response = success(new SessionId(String.valueOf(result.get("sessionId"))));
        response.setValue(result.get("capabilities"));
        return response;
    }

    private Response translate(Command command) throws IOException {
        HttpRequest request = requests.encode(command);
        String body = Contents.string(request);
        Map<String, Object> parameters = body.isEmpty() ? new HashMap<>() : JSON.toType(body, Json.MAP_TYPE);
        MarionetteRoute.Call call = MarionetteRoute.find(request.getMethod().name(), request.getUri(), parameters)
                .orElseThrow(() -> new UnsupportedCommandException("MarionetteRoute has no row for "
                        + request.getMethod() + " " + request.getUri() + " (" + command.getName() + "): add one."));

        Marionette.Answer answer = firefox.marionette().send(call.command(), call.parameters());
        HttpResponse http = new HttpResponse();
        http.setHeader("Content-Type", "application/json; charset=utf-8");
        http.setStatus(answer.error() == null ? 200 : 500);
        Object value = answer.error() == null ? value(answer.result()) : answer.error();
        http.setContent(Contents.bytes(
                JSON.toJson(Collections.singletonMap("value", value)).getBytes(UTF_8)));
        Response response = responses.decode(http);
        response.setSessionId(String.valueOf(command.getSessionId()));
        return response;
    }

    private static Response success(SessionId session) {
        Response response = new Response(session);
        response.setState("success");
        return response;
    }

    /** Marionette wraps single values as {"value": ...} and sends lists and rectangles as they are. */
    private static @Nullable Object value(@Nullable Object result) {
        return result instanceof Map<?, ?> map && map.size() == 1 && map.containsKey("value")
                ? map.get("value")
                : result;
    }
}
