package nabla.web.js;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/** A plain JavaScript object with named fields: what JSON, messages and options are made of. */
@JSClass(transparent = true)
public abstract class JsRecord implements JSObject {
    @JSBody(script = "return {};")
    public static native JsRecord create();

    /** The object that the JSON text describes; a JavaScript error (caught as an exception) if it is not JSON. */
    @JSBody(params = "json", script = "return JSON.parse(json);")
    public static native JsRecord parse(String json);

    @JSBody(script = "return JSON.stringify(this);")
    public final native String toJson();

    @JSBody(params = "name", script = "return this[name]!=null;")
    public final native boolean has(String name);

    /** The field as text; {@code "undefined"} if there is none. */
    @JSBody(params = "name", script = "return String(this[name]);")
    public final native String text(String name);

    @JSBody(
            params = {"name", "otherwise"},
            script = "return this[name]!=null?String(this[name]):otherwise;")
    public final native String text(String name, String otherwise);

    /** The field as a number; NaN if there is none. */
    @JSBody(params = "name", script = "return this[name]!=null?Number(this[name]):NaN;")
    public final native double number(String name);

    @JSBody(
            params = {"name", "otherwise"},
            script = "return this[name]!=null?Number(this[name]):otherwise;")
    public final native double number(String name, double otherwise);

    @JSBody(params = "name", script = "return Number(this[name])|0;")
    public final native int integer(String name);

    /** The field as an object, such as a typed array. It must be there: ask {@link #has} where that is not certain. */
    @JSBody(params = "name", script = "return this[name];")
    public final native JSObject object(String name);

    /** The field as a record; an empty record if there is none. */
    @JSBody(params = "name", script = "return this[name]!=null?this[name]:{};")
    public final native JsRecord record(String name);

    /** The number of elements, if this is an array. */
    @JSBody(script = "return this.length|0;")
    public final native int length();

    /** The element at the index, if this is an array of objects or arrays. */
    @JSBody(params = "index", script = "return this[index];")
    public final native JsRecord at(int index);

    /** The number at the index, if this is an array of numbers. */
    @JSBody(params = "index", script = "return Number(this[index]);")
    public final native double numberAt(int index);

    /** The text at the index, if this is an array of texts. */
    @JSBody(params = "index", script = "return String(this[index]);")
    public final native String textAt(int index);

    @JSBody(
            params = {"name", "value"},
            script = "this[name]=value;return this;")
    public final native JsRecord with(String name, String value);

    @JSBody(
            params = {"name", "value"},
            script = "this[name]=value;return this;")
    public final native JsRecord with(String name, double value);

    @JSBody(
            params = {"name", "value"},
            script = "this[name]=value;return this;")
    public final native JsRecord with(String name, boolean value);

    @JSBody(
            params = {"name", "value"},
            script = "this[name]=value;return this;")
    public final native JsRecord with(String name, JSObject value);
}
