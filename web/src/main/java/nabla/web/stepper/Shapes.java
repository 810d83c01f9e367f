package nabla.web.stepper;

/** Shapes and places in them as text. */
final class Shapes {
    private Shapes() {}

    /** {@code [8, 784]}. */
    static String text(int[] shape) {
        return "[" + joined(shape, ", ") + "]";
    }

    /** Where there is little room: {@code 8×784}. */
    static String brief(int[] shape) {
        return shape.length == 0 ? Language.say("scalar") : joined(shape, "×");
    }

    static String joined(int[] numbers, String between) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "" : between).append(numbers[i]);
        }
        return text.toString();
    }

    /** The place of the cell with this row-major index. */
    static int[] place(int cell, int[] shape) {
        int[] place = new int[shape.length];
        int rest = cell;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return place;
    }

    /** The row-major index of the cell at this place; -1 if there is none. */
    static int cell(int[] place, int[] shape) {
        if (place.length != shape.length) {
            return -1;
        }
        int cell = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (place[axis] < 0 || place[axis] >= shape[axis]) {
                return -1;
            }
            cell = cell * shape[axis] + place[axis];
        }
        return cell;
    }
}
