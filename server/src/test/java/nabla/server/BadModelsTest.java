package nabla.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import nabla.io.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that must not be accepted, each with the status and the rule that it breaks. */
class BadModelsTest {
    private static final String TENSOR = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    private static final int LIMIT = 8 << 20;

    @TempDir
    static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> files() {
        return Stream.of(headers(), tensors(), metadata(), architectures(), trainings())
                .flatMap(s -> s);
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                arguments("nothing", new byte[0], 400, "empty"),
                arguments("seven bytes", new byte[7], 422, "safetensors-truncated"),
                arguments("only zeros", new byte[64], 422, "safetensors-header-not-json"),
                arguments(
                        "a picture",
                        "\u0089PNG\r\n\u001a\n0123456789".getBytes(StandardCharsets.ISO_8859_1),
                        422,
                        "safetensors-header-too-large"),
                arguments(
                        "a pickle",
                        "\u0080\u0002}q\u0000X\u0006\u0000\u0000".getBytes(StandardCharsets.ISO_8859_1),
                        422,
                        "safetensors-header-too-large"),
                arguments("header longer than the file", raw(1000, "{}", 0), 422, "safetensors-truncated"),
                arguments("header of 2^63 bytes", raw(Long.MIN_VALUE, "{}", 0), 422, "safetensors-header-too-large"),
                arguments("header of -1 bytes", raw(-1, "{}", 0), 422, "safetensors-header-too-large"),
                arguments("header of 65 KiB", header(" ".repeat(65 << 10), 0), 422, "safetensors-header-too-large"),
                arguments(
                        "header begins with a space",
                        header(" {\"a\":" + TENSOR + "}", 4),
                        422,
                        "safetensors-header-not-json"),
                arguments("header is an array", header("[]", 0), 422, "safetensors-header-not-json"),
                arguments("header is cut off", header("{\"a\":", 0), 422, "safetensors-header-not-json"),
                arguments(
                        "text after the header",
                        header("{\"a\":" + TENSOR + "}x", 4),
                        422,
                        "safetensors-header-not-json"),
                arguments(
                        "a tensor twice",
                        header("{\"a\":" + TENSOR + ",\"a\":" + TENSOR + "}", 4),
                        422,
                        "safetensors-header-not-json"),
                arguments(
                        "nested deeply",
                        header("{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}", 0),
                        422,
                        "safetensors-header-not-json"),
                arguments(
                        "not UTF-8",
                        header("{\"\u00ff\":" + TENSOR + "}", 4, StandardCharsets.ISO_8859_1),
                        422,
                        "safetensors-header-not-json"),
                arguments("no tensor", header("{}", 0), 422, "safetensors-tensor-count"),
                arguments("257 tensors", many(257), 422, "safetensors-tensor-count"),
                arguments(
                        "metadata that is no text",
                        header("{\"__metadata__\":{\"a\":1},\"a\":" + TENSOR + "}", 4),
                        422,
                        "safetensors-metadata-not-text"));
    }

    private static Stream<Arguments> tensors() {
        return Stream.of(
                one("empty name", "", "F32", "[1]", "[0,4]", 4, "safetensors-tensor-name"),
                one("name with a slash", "a/b", "F32", "[1]", "[0,4]", 4, "safetensors-tensor-name"),
                one("name of markup", "<b>", "F32", "[1]", "[0,4]", 4, "safetensors-tensor-name"),
                one("name of 65 letters", "a".repeat(65), "F32", "[1]", "[0,4]", 4, "safetensors-tensor-name"),
                one("type F64", "a", "F64", "[1]", "[0,8]", 8, "safetensors-tensor-type"),
                one("type in small letters", "a", "f32", "[1]", "[0,4]", 4, "safetensors-tensor-type"),
                one("no element", "a", "F32", "[0]", "[0,0]", 0, "safetensors-tensor-shape"),
                one("negative size", "a", "F32", "[-1]", "[0,4]", 4, "safetensors-tensor-shape"),
                one("five dimensions", "a", "F32", "[1,1,1,1,1]", "[0,4]", 4, "safetensors-tensor-shape"),
                one(
                        "product beyond 64 bits",
                        "a",
                        "F32",
                        "[2147483647,2147483647,2147483647]",
                        "[0,4]",
                        4,
                        "safetensors-tensor-offsets"),
                one(
                        "product that wraps to 1",
                        "a",
                        "F32",
                        "[65537,65536,65536,65535]",
                        "[0,4]",
                        4,
                        "safetensors-tensor-offsets"),
                one("end before begin", "a", "F32", "[1]", "[4,0]", 4, "safetensors-tensor-offsets"),
                one("negative begin", "a", "F32", "[1]", "[-4,0]", 4, "safetensors-tensor-offsets"),
                one("a hole before it", "a", "F32", "[1]", "[4,8]", 8, "safetensors-tensor-offsets"),
                one("fewer bytes than its shape", "a", "F32", "[2]", "[0,4]", 4, "safetensors-tensor-offsets"),
                one("bytes after the last tensor", "a", "F32", "[1]", "[0,4]", 5, "safetensors-tensor-offsets"),
                one("file ends in the tensor", "a", "F32", "[2]", "[0,8]", 7, "safetensors-truncated"),
                one("three offsets", "a", "F32", "[1]", "[0,4,8]", 4, "safetensors-tensor-entry"),
                one("shape of text", "a", "F32", "\"1\"", "[0,4]", 4, "safetensors-tensor-entry"),
                one("shape of fractions", "a", "F32", "[1.5]", "[0,4]", 4, "safetensors-tensor-entry"),
                arguments(
                        "an unknown member",
                        header("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", 4),
                        422,
                        "safetensors-tensor-entry"),
                arguments(
                        "two that overlap",
                        header("{\"a\":" + TENSOR + ",\"b\":" + TENSOR + "}", 4),
                        422,
                        "safetensors-tensor-offsets"),
                arguments(
                        "not a number",
                        ModelFiles.good()
                                .tensor("fc1.bias", new float[] {0, Float.NaN, 0}, 3)
                                .bytes(),
                        422,
                        "safetensors-not-finite"),
                arguments(
                        "infinite",
                        ModelFiles.good()
                                .tensor("fc1.bias", new float[] {0, 0, Float.NEGATIVE_INFINITY}, 3)
                                .bytes(),
                        422,
                        "safetensors-not-finite"));
    }

    private static Stream<Arguments> metadata() {
        return Stream.of(
                arguments("no metadata", header("{\"a\":" + TENSOR + "}", 4), 422, "metadata"),
                arguments(
                        "no architecture",
                        ModelFiles.good().withoutMetadata("nabla.architecture").bytes(),
                        422,
                        "metadata"),
                arguments(
                        "no training",
                        ModelFiles.good().withoutMetadata("nabla.training").bytes(),
                        422,
                        "metadata"),
                arguments(
                        "parent that is no id",
                        ModelFiles.good().metadata("nabla.parent", "../x").bytes(),
                        422,
                        "parent"),
                arguments(
                        "parent that is not there",
                        ModelFiles.good()
                                .metadata("nabla.parent", "1111111111111111111111")
                                .bytes(),
                        422,
                        "parent"));
    }

    private static Stream<Arguments> architectures() {
        return Stream.of(
                architecture("not JSON", "{", "architecture"),
                architecture(
                        "unknown layer",
                        "{\"type\":\"Sequential\",\"children\":[{\"name\":\"a\",\"type\":\"Evil\"}]}",
                        "architecture"),
                architecture("a layer of 2^62 parameters", linear(1 << 30, 1 << 30), "architecture"),
                architecture("a layer of -1 inputs", linear(-1, 3), "architecture"),
                arguments(
                        "nested a thousand deep",
                        ModelFiles.good()
                                .metadata("nabla.architecture", "{\"type\":\"Sequential\",\"children\":[".repeat(1000))
                                .bytes(),
                        422,
                        "architecture"),
                arguments(
                        "a tensor is missing",
                        ModelFiles.good().withoutTensor("fc1.bias").bytes(),
                        422,
                        "missing-tensor"),
                arguments(
                        "a tensor too many",
                        ModelFiles.good().tensor("fc3.bias", 2).bytes(),
                        422,
                        "unknown-tensor"),
                arguments(
                        "a bias that should not be",
                        ModelFiles.good().tensor("fc2.bias", 2).bytes(),
                        422,
                        "unknown-tensor"),
                arguments(
                        "a weight turned round",
                        ModelFiles.good().tensor("fc1.weight", 4, 3).bytes(),
                        422,
                        "tensor-shape"),
                arguments(
                        "a weight made flat",
                        ModelFiles.good().tensor("fc1.weight", 12).bytes(),
                        422,
                        "tensor-shape"));
    }

    private static Stream<Arguments> trainings() {
        return Stream.of(
                training("not JSON", "training"),
                training("[]", "training"),
                training("{}", "training"),
                training("{\"dataset\":\"../x\"}", "training"),
                training("{\"dataset\":\"mnist\",\"accuracy\":1.5}", "training"),
                training("{\"dataset\":\"mnist\",\"steps\":-1}", "training"),
                training("{\"dataset\":\"mnist\",\"seed\":\"0\"}", "training"),
                training("{\"dataset\":\"mnist\",\"datasetTitle\":\"a\\u202eb\"}", "training"),
                training("{\"dataset\":\"mnist\",\"history\":{\"loss\":[[1]]}}", "training"),
                training("{\"dataset\":\"mnist\",\"history\":{\"loss\":[[1,1e999]]}}", "training"),
                training("{\"dataset\":null}", "training"),
                training("{\"dataset\":\"mnist\",\"own\":{\"a\":1}}", "training"),
                training("{\"dataset\":\"mnist\",\"own\":\"a\\nb\"}", "training"),
                training("{\"dataset\":\"mnist\",\"<b>\":1}", "training"));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource("files")
    void isRefused(String name, byte[] file, int status, String rule) throws Exception {
        HttpResponse<String> reply = server.post("/api/models", file, "Content-Type", "application/octet-stream");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        Json problem = Json.parse(reply.body());
        assertThat(problem.get("type").text()).as(reply.body()).isEqualTo("urn:nabla:problem:" + rule);
        assertThat(problem.get("detail").text()).isNotBlank();
        assertThat(keptFiles()).as("files kept").isZero();
    }

    @Test
    void theTensorIsNamed() {
        byte[] file = ModelFiles.good().tensor("fc1.weight", 4, 3).bytes();
        HttpResponse<String> reply = server.post("/api/models", file, "Content-Type", "application/octet-stream");
        Json problem = Json.parse(reply.body());
        assertThat(problem.get("tensor").text()).isEqualTo("fc1.weight");
        assertThat(problem.get("detail").text())
                .isEqualTo("The network's fc1.weight has the shape [3, 4], the file's has [4, 3].");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWithItsLength() {
        HttpResponse<String> reply =
                server.post("/api/models", new byte[LIMIT + 1], "Content-Type", "application/octet-stream");
        assertThat(reply.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWithoutItsLength() {
        byte[] half = new byte[LIMIT / 2 + 1];
        HttpRequest.Builder request = server.request("/api/models")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(new ByteArrayInputStream(half), new ByteArrayInputStream(half))));
        assertThat(server.text(request).statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        HttpResponse<String> reply =
                server.post("/api/models", new byte[LIMIT], "Content-Type", "application/octet-stream");
        assertThat(reply.statusCode()).isEqualTo(422);
    }

    @Test
    void otherTypesAreRefused() throws Exception {
        byte[] file = ModelFiles.good().bytes();
        assertThat(server.post("/api/models", file).statusCode()).isEqualTo(415);
        assertThat(server.post("/api/models", file, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(415);
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(file);
        }
        HttpResponse<String> reply = server.post(
                "/api/models",
                packed.toByteArray(),
                "Content-Type",
                "application/octet-stream",
                "Content-Encoding",
                "gzip");
        assertThat(reply.statusCode()).isEqualTo(415);
        assertThat(Json.parse(reply.body()).get("type").text()).isEqualTo("urn:nabla:problem:content-encoding");
    }

    private static long keptFiles() throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("models"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static Arguments one(
            String name, String tensor, String type, String shape, String offsets, int bytes, String rule) {
        String json = "{" + Json.of(tensor) + ":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":"
                + offsets + "}}";
        return arguments(name, header(json, bytes), 422, rule);
    }

    private static Arguments architecture(String name, String json, String rule) {
        return arguments(
                "architecture: " + name,
                ModelFiles.good().metadata("nabla.architecture", json).bytes(),
                422,
                rule);
    }

    private static Arguments training(String json, String rule) {
        return arguments(
                "training " + json,
                ModelFiles.good().metadata("nabla.training", json).bytes(),
                422,
                rule);
    }

    private static String linear(int in, int out) {
        return "{\"type\":\"Sequential\",\"children\":[{\"name\":\"a\",\"type\":\"Linear\",\"inFeatures\":" + in
                + ",\"outFeatures\":" + out + "}]}";
    }

    private static byte[] many(int count) {
        var json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":{\"dtype\":\"I8\",\"shape\":[1],\"data_offsets\":[")
                    .append(i)
                    .append(',')
                    .append(i + 1)
                    .append("]}");
        }
        return header(json.append('}').toString(), count);
    }

    private static byte[] header(String json, int bytes) {
        return header(json, bytes, StandardCharsets.UTF_8);
    }

    private static byte[] header(String json, int bytes, Charset charset) {
        return raw(json.getBytes(charset).length, json.getBytes(charset), bytes);
    }

    private static byte[] raw(long length, String json, int bytes) {
        return raw(length, json.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static byte[] raw(long length, byte[] json, int bytes) {
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(length).put(json);
        return Arrays.copyOf(file.array(), file.capacity());
    }
}
