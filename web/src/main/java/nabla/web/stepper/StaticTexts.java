package nabla.web.stepper;

import nabla.web.js.JsRecord;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The words that the template itself has, as text or in attributes. They are kept in English, so as to change again. */
final class StaticTexts {
    @JSFunctor
    private interface Translation extends JSObject {
        String of(String english);
    }

    private final JsRecord found;

    /** Finds the words inside the element; to be made before anything else is written into it. */
    StaticTexts(HTMLElement root) {
        found = find(root);
    }

    /** Says all in the language of now. */
    void say() {
        replace(found, english -> Language.say(english));
    }

    /** Keys, symbols and what is marked with {@code translate="no"} have no words. */
    @JSBody(
            params = "root",
            script = "var list=[],no='[translate=no],kbd,svg',letter=/[a-z]/i;"
                    + "function add(node,name,text){if(letter.test(text))list.push({node:node,name:name,text:text});}"
                    + "var walker=document.createTreeWalker(root,4),node;"
                    + "while(node=walker.nextNode())if(!node.parentElement.closest(no))add(node,'data',node.data);"
                    + "['aria-label','title','placeholder'].forEach(function(name){"
                    + "root.querySelectorAll('['+name+']').forEach(function(e){if(!e.parentElement.closest(no))add(e,name,e.getAttribute(name));});});"
                    + "return list;")
    private static native JsRecord find(HTMLElement root);

    @JSBody(
            params = {"list", "translation"},
            script =
                    "list.forEach(function(e){var words=e.text.trim(),said=e.text.replace(words,function(){return translation(words);});"
                            + "if(e.name==='data')e.node.data=said;else e.node.setAttribute(e.name,said);});")
    private static native void replace(JsRecord list, Translation translation);
}
