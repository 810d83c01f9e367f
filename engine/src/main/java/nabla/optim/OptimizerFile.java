package nabla.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.TensorFile;
import nabla.io.Json;
import nabla.io.JsonException;
import nabla.io.Safetensors;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer's memory in a safetensors file: its state as tensors named {@code 0.exp_avg}, its groups as text beside them.
 * Together with the network's own file, training goes on as if it had never stopped.
 */
public final class OptimizerFile {
    /** The name under which the file's metadata hold the groups. */
    public static final String GROUPS = "nabla.optimizer";

    private OptimizerFile() {}

    /** Returns the content of a file that holds an optimizer's memory. May wait for the device. */
    public static Safetensors of(Optimizer optimizer) {
        OptimizerState state = optimizer.stateDict();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state.state()
                .forEach((number, named) -> named.forEach((name, value) -> tensors.put(number + "." + name, value)));
        List<Json> groups = new ArrayList<>();
        for (OptimizerState.Group group : state.paramGroups()) {
            Map<String, Json> members = new LinkedHashMap<>();
            group.options().forEach((name, value) -> members.put(name, json(value)));
            int[] numbers = group.params().stream().mapToInt(number -> number).toArray();
            members.put("params", Json.array(numbers));
            groups.add(Json.object(members));
        }
        String text = Json.object(Map.of("kind", Json.of(optimizer.name()), "groups", Json.array(groups)))
                .toString();
        return TensorFile.of(tensors, Map.of(GROUPS, text));
    }

    private static Json json(@Nullable Object value) {
        if (value instanceof Double number) {
            return Json.of(number);
        }
        if (value instanceof Boolean flag) {
            return Json.of(flag);
        }
        if (value instanceof List<?> values) {
            List<Json> items = new ArrayList<>();
            values.forEach(each -> items.add(json(each)));
            return Json.array(items);
        }
        return Json.nothing();
    }

    /**
     * Makes an optimizer go on where the one stood that the file was made of.
     *
     * @throws IllegalArgumentException if the file holds no optimizer's memory, another kind's, or one of other groups
     */
    public static void loadInto(Optimizer optimizer, Safetensors file) {
        String text = file.metadata().get(GROUPS);
        if (text == null) {
            throw new IllegalArgumentException("the file's metadata have no " + GROUPS
                    + ".\n  Hint: it was not made by OptimizerFile.of; is it the network's file?");
        }
        List<OptimizerState.Group> groups = new ArrayList<>();
        try {
            Json saved = Json.parse(text);
            String kind = saved.get("kind").text();
            if (!kind.equals(optimizer.name())) {
                throw new IllegalArgumentException("the file holds the memory of " + kind + ", but the optimizer is "
                        + optimizer.name() + ".\n  Hint: make an optimizer of the same kind.");
            }
            saved.get("groups").items().forEach(group -> groups.add(group(group)));
        } catch (JsonException wrong) {
            throw new IllegalArgumentException("the file's " + GROUPS + " is damaged: " + wrong.getMessage(), wrong);
        }
        optimizer.loadStateDict(new OptimizerState(state(file), groups));
    }

    private static OptimizerState.Group group(Json saved) {
        Map<String, @Nullable Object> options = new LinkedHashMap<>();
        List<Integer> numbers = new ArrayList<>();
        saved.members().forEach((name, value) -> {
            if (name.equals("params")) {
                for (int number : value.integers()) {
                    numbers.add(number);
                }
            } else {
                options.put(name, value(value));
            }
        });
        return new OptimizerState.Group(options, numbers);
    }

    private static @Nullable Object value(Json json) {
        String text = json.toString();
        if (json.isNothing()) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return json.flag();
        }
        if (text.startsWith("[")) {
            return List.of(json.items().get(0).number(), json.items().get(1).number());
        }
        return json.number();
    }

    private static Map<Integer, Map<String, Tensor>> state(Safetensors file) {
        Map<Integer, Map<String, Tensor>> state = new LinkedHashMap<>();
        TensorFile.tensors(file).forEach((name, tensor) -> {
            int point = name.indexOf('.');
            int number = point < 1 ? -1 : number(name.substring(0, point));
            if (number < 0) {
                throw new IllegalArgumentException("the file has a tensor \"" + name
                        + "\", which is no optimizer's.\n  Hint: such are named 0.exp_avg, by the parameter's number.");
            }
            state.computeIfAbsent(number, each -> new LinkedHashMap<>()).put(name.substring(point + 1), tensor);
        });
        return state;
    }

    /** The number that digits spell, or −1. */
    private static int number(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9' || number > 99_999) {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        return number;
    }
}
