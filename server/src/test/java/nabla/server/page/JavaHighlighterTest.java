package nabla.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaHighlighterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "var x = 1;        | [keyword:var] x = [number:1];",
                "new Linear(784)   | [keyword:new] [type:Linear]([number:784])",
                "x.newest(1e-3f)   | x.newest([number:1e-3f])",
                "0x1p-53 + 1_000L  | [number:0x1p]-[number:53] + [number:1_000L]",
                "range(1..2)       | range([number:1]..[number:2])",
                "a // b \"c\"      | a [comment:// b &quot;c&quot;]",
                "a /* b */ c       | a [comment:/* b */] c",
                "/* open           | [comment:/* open]",
                "\"a\\\"b\" + 'c'  | [string:&quot;a\\&quot;b&quot;] + [string:&#39;c&#39;]",
                "\"open            | [string:&quot;open]",
                "@Override void a  | [annotation:@Override] [keyword:void] a",
                "List<Tensor> a    | [type:List]&lt;[type:Tensor]&gt; a",
                "\"// no\" x       | [string:&quot;// no&quot;] x",
            })
    void tokensGetTheirKind(String source, String expected) {
        String marked = expected.replaceAll("\\[([a-z]+):([^]]*)]", "<span class=\"hl-$1\">$2</span>");
        assertThat(JavaHighlighter.highlight(source)).isEqualTo(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"\"\n  \"quoted\" // no\n  \"\"\".strip()",
                "'",
                "\\",
                "\"\\",
                "@",
                "/",
                "0x",
                "1.",
                "é∇ = \uD83D\uDE00"
            })
    void nothingIsLostOrAdded(String source) {
        String text = JavaHighlighter.highlight(source).replaceAll("</?span[^>]*>", "");
        assertThat(text).isEqualTo(Html.escape(source));
    }
}
