package nabla.web.webgpu.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teavm.jso.JSProperty;

/** The bindings have the names of the standard: a wrong one would be found only when it is called in a browser. */
final class NamesTest {
    private static final Set<String> STANDARD = standard();

    private static Set<String> standard() {
        try (InputStream in = Objects.requireNonNull(NamesTest.class.getResourceAsStream("webgpu-idl.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Class<?>> interfaces() {
        return List.of(
                GPU.class,
                GPUAdapter.class,
                GPUAdapterInfo.class,
                GPUBuffer.class,
                GPUCommandEncoder.class,
                GPUComputePassEncoder.class,
                GPUDevice.class,
                GPUDeviceLostInfo.class,
                GPUError.class,
                GPUQueue.class,
                GPUSupportedLimits.class,
                GPUUncapturedErrorEvent.class);
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void membersAreThoseOfTheStandard(Class<?> type) {
        assertThat(type.getDeclaredMethods()).isNotEmpty();
        for (Method method : type.getDeclaredMethods()) {
            assertThat(STANDARD).contains(type.getSimpleName() + " " + memberOf(method));
        }
    }

    private static String memberOf(Method method) {
        String name = method.getName();
        return method.isAnnotationPresent(JSProperty.class)
                ? "attribute " + Character.toLowerCase(name.charAt(3)) + name.substring(4)
                : "method " + name;
    }

    @Test
    void flagsAreThoseOfTheStandard() {
        assertThat(STANDARD)
                .contains(
                        flag("GPUBufferUsage const MAP_READ", Descriptors.MAP_READ),
                        flag("GPUBufferUsage const COPY_SRC", Descriptors.COPY_SRC),
                        flag("GPUBufferUsage const COPY_DST", Descriptors.COPY_DST),
                        flag("GPUBufferUsage const UNIFORM", Descriptors.UNIFORM),
                        flag("GPUBufferUsage const STORAGE", Descriptors.STORAGE),
                        flag("GPUMapMode const READ", Descriptors.MAP_MODE_READ),
                        "GPUShaderStage const COMPUTE 0x4");
    }

    private static String flag(String name, int value) {
        String digits = Integer.toHexString(value);
        return name + " 0x" + "0".repeat(4 - digits.length()) + digits;
    }
}
