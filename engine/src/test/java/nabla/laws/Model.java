package nabla.laws;

import java.util.Arrays;

/**
 * What a tensor is, in the plainest way: numbers in memory, and for each element the place where it lies. Views share
 * the memory and have other places.
 *
 * @param memory shared by all views of it
 * @param shape the extents, outermost first
 * @param places for each element, row-major, its place in the memory
 */
record Model(double[] memory, int[] shape, int[] places) {
    /** New memory with these elements. */
    static Model of(double[] elements, int... shape) {
        int[] places = new int[elements.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return new Model(elements.clone(), shape, places);
    }

    static int size(int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }

    /** The coordinates of the element with this row-major number. */
    static int[] coordinates(int number, int... shape) {
        int[] at = new int[shape.length];
        int rest = number;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            at[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return at;
    }

    /** The row-major number of the element at these coordinates. */
    static int number(int[] at, int... shape) {
        int number = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            number = number * shape[axis] + at[axis];
        }
        return number;
    }

    int rank() {
        return shape.length;
    }

    int size() {
        return places.length;
    }

    double get(int... at) {
        return memory[places[number(at, shape)]];
    }

    double[] elements() {
        double[] elements = new double[places.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = memory[places[i]];
        }
        return elements;
    }

    /** Where an element of a view comes from. */
    @FunctionalInterface
    interface Source {
        int[] of(int[] at);
    }

    /** The view of this shape whose element at some coordinates is this one's at others. */
    Model view(int[] newShape, Source source) {
        int[] newPlaces = new int[size(newShape)];
        for (int i = 0; i < newPlaces.length; i++) {
            newPlaces[i] = places[number(source.of(coordinates(i, newShape)), shape)];
        }
        return new Model(memory, newShape, newPlaces);
    }

    Model permute(int... order) {
        int[] extents = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            extents[i] = shape[order[i]];
        }
        return view(extents, at -> {
            int[] from = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                from[order[i]] = at[i];
            }
            return from;
        });
    }

    Model reshape(int... extents) {
        return new Model(memory, extents, places);
    }

    Model slice(int axis, int start, int count, int step) {
        int[] extents = shape.clone();
        extents[axis] = count;
        return view(extents, at -> with(at, axis, start + at[axis] * step));
    }

    Model select(int axis, int index) {
        return slice(axis, index, 1, 1).reshape(without(shape, axis));
    }

    Model unsqueeze(int axis) {
        int[] extents = new int[shape.length + 1];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = i == axis ? 1 : shape[i < axis ? i : i - 1];
        }
        return reshape(extents);
    }

    Model expand(int... extents) {
        int extra = extents.length - shape.length;
        return view(extents, at -> {
            int[] from = new int[shape.length];
            for (int i = 0; i < from.length; i++) {
                from[i] = shape[i] == 1 ? 0 : at[i + extra];
            }
            return from;
        });
    }

    Model flip(int axis) {
        return view(shape, at -> with(at, axis, shape[axis] - 1 - at[axis]));
    }

    /** Whether each coordinate counts a fixed stride, so that PyTorch can show this as a view. */
    boolean isStrided() {
        if (places.length == 0) {
            return true;
        }
        int[] strides = new int[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            int[] second = new int[shape.length];
            second[axis] = Math.min(1, shape[axis] - 1);
            strides[axis] = places[number(second, shape)] - places[0];
        }
        for (int i = 0; i < places.length; i++) {
            int[] at = coordinates(i, shape);
            int place = places[0];
            for (int axis = 0; axis < shape.length; axis++) {
                place += at[axis] * strides[axis];
            }
            if (place != places[i]) {
                return false;
            }
        }
        return true;
    }

    /** The same elements in new memory. */
    Model copy() {
        return of(elements(), shape);
    }

    static int[] with(int[] array, int index, int value) {
        int[] result = array.clone();
        result[index] = value;
        return result;
    }

    static int[] without(int[] array, int index) {
        int[] result = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, index + 1, result, index, result.length - index);
        return result;
    }
}
