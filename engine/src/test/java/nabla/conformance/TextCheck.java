package nabla.conformance;

import nabla.Nabla;
import nabla.Tensor;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/** What printing shows, to the character. */
record TextCheck(Json recorded) implements Check {
    private static final String PRINT = "print(";

    @Override
    public void run() {
        String text = recorded.get("text").text();
        String code = recorded.get("code").text();
        if (recorded.get("name").text().startsWith("module/")) {
            Expect.equal(code, text, PrintedModule.read(text).toString());
            return;
        }
        int end = code.lastIndexOf(')');
        if (!code.startsWith(PRINT)) {
            throw new AbsentException(code);
        }
        Object value = new PythonExpression(code.substring(PRINT.length(), end), this::variable).value();
        Expect.equal(code, text.replace("torch.", ""), Nabla.text(value));
    }

    private @Nullable Tensor variable(String name) {
        Json input = recorded.find("input");
        if (input == null || !input.toString().startsWith("{")) {
            return null;
        }
        Tensor tensor = Conformance.tensor(input);
        return switch (name) {
            case "tensor" -> tensor;
            case "x" -> tensor.requiresGrad_();
            default -> null;
        };
    }
}
