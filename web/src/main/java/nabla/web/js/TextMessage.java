package nabla.web.js;

import java.util.ArrayList;
import java.util.List;
import nabla.trace.Text;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/** Words on their way between worker and page: a name as a string, else an array of the template and what fills it. */
public final class TextMessage {
    private TextMessage() {}

    public static JSObject write(Text text) {
        if (text.isLiteral()) {
            return JSString.valueOf(text.toString());
        }
        JSArray<JSObject> list = new JSArray<>();
        list.push(JSString.valueOf(text.template()));
        for (Object argument : text.arguments()) {
            list.push(argument instanceof Text inner ? write(inner) : JSString.valueOf(argument.toString()));
        }
        return list;
    }

    /** The field's words; empty if there is none. */
    public static Text read(JsRecord record, String name) {
        return record.has(name) ? read(record.record(name)) : Text.EMPTY;
    }

    /** The words at the index of an array. */
    public static Text read(JsRecord array, int index) {
        return read(array.at(index));
    }

    private static Text read(JsRecord message) {
        if (isString(message)) {
            return Text.literal(string(message));
        }
        List<Object> arguments = new ArrayList<>();
        for (int i = 1; i < message.length(); i++) {
            JsRecord argument = message.at(i);
            arguments.add(isString(argument) ? string(argument) : read(argument));
        }
        return new Text(message.textAt(0), List.copyOf(arguments));
    }

    @JSBody(params = "value", script = "return typeof value==='string';")
    private static native boolean isString(JSObject value);

    @JSBody(params = "value", script = "return value;")
    private static native String string(JSObject value);
}
