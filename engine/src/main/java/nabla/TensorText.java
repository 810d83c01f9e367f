package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.op.DType;
import nabla.op.Shape;

/**
 * A tensor as PyTorch prints it, to the character, but for the prefix {@code torch.} of types.
 *
 * @see <a href="https://github.com/pytorch/pytorch/blob/v1.13.1/torch/_tensor_str.py">torch/_tensor_str.py</a>
 */
final class TensorText {
    private static final String PREFIX = "tensor(";

    /** Not printed, but counted, so that lines break where PyTorch's do. */
    private static final String PACKAGE = "torch.";

    private final int[] extents;
    private final int[] strides;
    private final PrintOptions options;
    private final boolean isSummarized;
    private final ElementFormat format;

    private TensorText(Object elements, Shape shape, PrintOptions options) {
        this.options = options;
        extents = shape.toArray();
        strides = shape.strides();
        isSummarized = shape.size() > options.threshold();
        List<Integer> shown = new ArrayList<>();
        collect(0, 0, shown);
        int[] positions = new int[shown.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = shown.get(i);
        }
        format = new ElementFormat(elements, positions, options);
    }

    /**
     * Returns what {@code print(tensor)} shows.
     *
     * @param elements row-major: an array of float, double, long, boolean or byte
     * @param suffixes what follows the elements after size and type, such as {@code grad_fn=<MulBackward0>}
     */
    static String of(Object elements, Shape shape, DType type, List<String> suffixes, PrintOptions options) {
        boolean isEmpty = shape.size() == 0;
        List<String> all = new ArrayList<>();
        if (isEmpty && shape.rank() != 1) {
            all.add("size=" + tuple(shape));
        }
        boolean isDefault = type == DType.FLOAT32 || !isEmpty && (type == DType.INT64 || type == DType.BOOL);
        if (!isDefault) {
            all.add("dtype=" + PACKAGE + type);
        }
        all.addAll(suffixes);
        String numbers = isEmpty ? "[]" : new TensorText(elements, shape, options).block(0, 0);
        return withSuffixes(PREFIX + numbers, all, options.linewidth());
    }

    /** As Python prints a tuple: {@code (2, 0)}, {@code (3,)}. */
    private static String tuple(Shape shape) {
        String inside = shape.toString();
        return "(" + inside.substring(1, inside.length() - 1) + (shape.rank() == 1 ? ",)" : ")");
    }

    private static String withSuffixes(String text, List<String> suffixes, int linewidth) {
        StringBuilder result = new StringBuilder(text);
        int column = text.length() - text.lastIndexOf('\n') + 1;
        for (String suffix : suffixes) {
            boolean isTooLong = column + suffix.length() + 2 > linewidth;
            result.append(isTooLong ? ",\n" + " ".repeat(PREFIX.length()) : ", ")
                    .append(suffix.replace(PACKAGE, ""));
            if (isTooLong) {
                column = PREFIX.length() + suffix.length();
            } else {
                column += suffix.length() + 2;
            }
        }
        return result.append(')').toString();
    }

    /** Whether the middle of an axis is left out. */
    private boolean isCut(int axis) {
        return isSummarized && extents[axis] > 2 * options.edgeitems();
    }

    /** The coordinates along an axis that are shown, in order. */
    private int[] shown(int axis) {
        int extent = extents[axis];
        int edge = options.edgeitems();
        int[] result = new int[isCut(axis) ? 2 * edge : extent];
        for (int i = 0; i < result.length; i++) {
            result[i] = isCut(axis) && i >= edge ? extent - 2 * edge + i : i;
        }
        return result;
    }

    private void collect(int axis, int position, List<Integer> positions) {
        if (axis == extents.length) {
            positions.add(position);
            return;
        }
        for (int i : shown(axis)) {
            collect(axis + 1, position + i * strides[axis], positions);
        }
    }

    private String block(int axis, int position) {
        if (axis == extents.length) {
            return format.text(position);
        }
        boolean isRow = axis == extents.length - 1;
        List<String> parts = new ArrayList<>();
        int[] shown = shown(axis);
        for (int i = 0; i < shown.length; i++) {
            if (isCut(axis) && i == options.edgeitems()) {
                parts.add(isRow ? " ..." : "...");
            }
            parts.add(block(axis + 1, position + shown[i] * strides[axis]));
        }
        int indent = PREFIX.length() + axis;
        return "[" + (isRow ? row(parts, indent) : stacked(parts, indent, extents.length - axis)) + "]";
    }

    /** As many elements on a line as fit. */
    private String row(List<String> parts, int indent) {
        int perLine = Math.max(1, Math.floorDiv(options.linewidth() - indent, format.width() + 2));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                text.append(i % perLine == 0 ? ",\n" + " ".repeat(indent + 1) : ", ");
            }
            text.append(parts.get(i));
        }
        return text.toString();
    }

    private static String stacked(List<String> parts, int indent, int rank) {
        return String.join("," + "\n".repeat(rank - 1) + " ".repeat(indent + 1), parts);
    }
}
