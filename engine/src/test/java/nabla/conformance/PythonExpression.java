package nabla.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import nabla.Tensor;
import nabla.io.Json;
import org.jspecify.annotations.Nullable;

/** An expression over tensors in Python's spelling: {@code log_softmax(x * 2, dim=1).sum()}. */
final class PythonExpression {
    private final String text;
    private final Function<String, @Nullable Tensor> variables;
    private int position;

    PythonExpression(String text, Function<String, @Nullable Tensor> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** Returns its value: a tensor, a number, a shape or a type. */
    Object value() {
        Object value = sum();
        if (position < text.length()) {
            throw new AbsentException(text + ", from \"" + text.substring(position) + "\" on");
        }
        return value;
    }

    private Object sum() {
        Object value = product();
        while (true) {
            if (skip("+")) {
                value = operation("add", value, product());
            } else if (skip("-")) {
                value = operation("sub", value, product());
            } else {
                return value;
            }
        }
    }

    private Object product() {
        Object value = power();
        while (true) {
            if (skip("*")) {
                value = operation("mul", value, power());
            } else if (skip("/")) {
                value = operation("div", value, power());
            } else if (skip("@")) {
                value = operation("matmul", value, power());
            } else {
                return value;
            }
        }
    }

    private Object power() {
        if (skip("-")) {
            Object value = power();
            return value instanceof Double number ? -number : ((Tensor) value).neg();
        }
        Object base = member();
        return skip("**") ? ((Tensor) base).pow((Double) power()) : base;
    }

    private static Object operation(String name, Object left, Object right) {
        Tensor a = left instanceof Tensor tensor ? tensor : Tensor.scalar((Double) left);
        if (right instanceof Double number) {
            return switch (name) {
                case "add" -> a.add(number);
                case "sub" -> a.sub(number);
                case "mul" -> a.mul(number);
                default -> a.div(number);
            };
        }
        return Operations.call(name, new OpCase(List.of(a, (Tensor) right), Json.parse("{}")))
                .get(0);
    }

    private Object member() {
        Object value = primary();
        while (skip(".")) {
            String name = name();
            Tensor tensor = (Tensor) value;
            if (name.equals("shape")) {
                return tensor.shape();
            }
            if (name.equals("dtype")) {
                return tensor.dtype();
            }
            expect("(");
            value = name.equals("size") && skip(")") ? tensor.shape() : call(name, tensor);
        }
        return value;
    }

    private Object primary() {
        if (skip("(")) {
            Object inside = sum();
            expect(")");
            return inside;
        }
        if (position < text.length() && Character.isDigit(text.charAt(position))) {
            return number();
        }
        String name = name();
        if (skip("(")) {
            return call(name, null);
        }
        Tensor variable = variables.apply(name);
        if (variable == null) {
            throw new AbsentException(text);
        }
        return variable;
    }

    /** A function of tensors, or a method of {@code self}, after its opening parenthesis. */
    private Object call(String name, @Nullable Tensor self) {
        List<Tensor> tensors = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        if (self != null) {
            tensors.add(self);
        }
        while (!skip(")")) {
            int start = position;
            String key = name();
            if (!key.isEmpty() && skip("=")) {
                attributes.add("\"" + key + "\": " + literal());
            } else {
                position = start;
                Object argument = sum();
                if (argument instanceof Tensor tensor) {
                    tensors.add(tensor);
                } else {
                    numbers.add((Double) argument);
                }
            }
            skip(",");
        }
        int[] sizes = new int[numbers.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = numbers.get(i).intValue();
        }
        switch (name) {
            case "zeros":
                return Tensor.zeros(sizes);
            case "ones":
                return Tensor.ones(sizes);
            case "eye":
                return Tensor.eye(sizes[0]);
            case "arange":
                return Tensor.arange(sizes[0]);
            default:
                if (!numbers.isEmpty()) {
                    attributes.add("\"dim\": " + sizes[0]);
                }
                return Operations.call(name, new OpCase(tensors, Json.parse("{" + String.join(", ", attributes) + "}")))
                        .get(0);
        }
    }

    private String literal() {
        int start = position;
        int depth = 0;
        while (depth > 0 || text.charAt(position) != ',' && text.charAt(position) != ')') {
            depth += text.charAt(position) == '(' ? 1 : text.charAt(position) == ')' ? -1 : 0;
            position++;
        }
        String spelled = text.substring(start, position).strip();
        return switch (spelled) {
            case "True" -> "true";
            case "False" -> "false";
            default -> spelled.replace('(', '[').replace(')', ']');
        };
    }

    private Double number() {
        int start = position;
        while (position < text.length() && ".e".indexOf(text.charAt(position)) + 1 + digit() > 0) {
            position++;
        }
        Double value = Double.parseDouble(text.substring(start, position));
        skipSpaces();
        return value;
    }

    private int digit() {
        return Character.isDigit(text.charAt(position)) ? 1 : 0;
    }

    private String name() {
        int start = position;
        while (position < text.length() && (Character.isLetter(text.charAt(position)) || isInName())) {
            position++;
        }
        String name = text.substring(start, position);
        skipSpaces();
        return name;
    }

    private boolean isInName() {
        return text.charAt(position) == '_' || Character.isDigit(text.charAt(position));
    }

    private void expect(String wanted) {
        if (!skip(wanted)) {
            throw new AbsentException(text + ": expected " + wanted + " at " + position);
        }
    }

    private boolean skip(String wanted) {
        boolean isPower = wanted.equals("*") && text.startsWith("**", position);
        boolean found = !isPower && text.startsWith(wanted, position);
        if (found) {
            position += wanted.length();
            skipSpaces();
        }
        return found;
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }
}
