package nabla.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1",
                "12.5",
                "1e-5",
                "-0.5E+7",
                "9223372036854775807",
                "\"\"",
                "[]",
                "{}",
                "[1,[2,[]],{\"a\":null}]",
                "{\"type\":\"Linear\",\"bias\":true,\"sizes\":[5,5]}",
                "\"\\\"\\\\\\n\\u0001 ∇ 😀\""
            })
    void textSurvivesReadingAndWriting(String text) {
        assertThat(Json.parse(text).toString()).isEqualTo(text);
    }

    @Test
    void whiteSpaceAndEscapesAreRead() {
        Json json = Json.parse(" {\t\"a\" :\r\n[ 1 , \"\\u2207\\/\\b\\f\" ] } ");
        assertThat(json.toString()).isEqualTo("{\"a\":[1,\"∇/\\u0008\\u000c\"]}");
    }

    @Test
    void valuesAreBuiltAndAsked() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("title", Json.of("MNIST"));
        members.put("rate", Json.of(0.001));
        members.put("seed", Json.of(Long.MAX_VALUE));
        members.put("steps", Json.of(18000.0));
        members.put("size", Json.array(1, 28, 28));
        members.put("shared", Json.of(true));
        members.put("parent", Json.nothing());
        Json json = Json.parse(Json.object(members).toString());
        assertThat(json.toString())
                .isEqualTo("{\"title\":\"MNIST\",\"rate\":0.001,\"seed\":9223372036854775807,\"steps\":18000,"
                        + "\"size\":[1,28,28],\"shared\":true,\"parent\":null}");
        assertThat(json.get("title").text()).isEqualTo("MNIST");
        assertThat(json.get("rate").number()).isEqualTo(0.001);
        assertThat(json.get("seed").integer64()).isEqualTo(Long.MAX_VALUE);
        assertThat(json.get("steps").integer()).isEqualTo(18000);
        assertThat(json.get("size").integers()).containsExactly(1, 28, 28);
        assertThat(json.get("shared").flag()).isTrue();
        assertThat(json.get("parent").isNothing()).isTrue();
        assertThat(json.find("absent")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "truth",
                "tru",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "1 2",
                "[]]",
                "// 1",
                "\u00a01",
                "{\"a\":1,\"a\":2}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
    }

    @Test
    void errorsSayWhere() {
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}"))
                .hasMessage("JSON, character 7: the member \"a\" appears twice.");
        assertThatThrownBy(() -> Json.parse("[1,2")).hasMessage("JSON, character 4: expected ].");
        assertThatThrownBy(() -> Json.parse("[1]").text()).hasMessage("Expected a string, found an array.");
        assertThatThrownBy(() -> Json.parse("1.5").integer()).hasMessage("Expected an integer of 64 bits, found 1.5.");
        assertThatThrownBy(() -> Json.parse("3000000000").integer())
                .hasMessage("Expected an integer of 32 bits, found 3000000000.");
        assertThatThrownBy(() -> Json.parse("{\"a\":1}").get("b"))
                .hasMessage("The object has no member \"b\"; it has a.");
        assertThatThrownBy(() -> Json.parse("1e999").number())
                .hasMessage("The number 1e999 is beyond the range of a double.");
        assertThatThrownBy(() -> Json.of(Double.NaN)).hasMessage("JSON has no number for nan.");
    }

    @Test
    void depthIsBounded() {
        assertThat(Json.parse("[[[1]]]", 3).items()).hasSize(1);
        assertThatThrownBy(() -> Json.parse("[[[[1]]]]", 3)).hasMessage("JSON, character 3: nested more than 3 deep.");
        String deep = "[".repeat(1_000_000);
        assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(JsonException.class);
    }

    @Test
    void loneSurrogatesAreEscaped() {
        assertThat(Json.of("\ud83d!").toString()).isEqualTo("\"\\ud83d!\"");
        assertThat(Json.array(List.of(Json.of("😀"))).toString()).isEqualTo("[\"😀\"]");
    }
}
