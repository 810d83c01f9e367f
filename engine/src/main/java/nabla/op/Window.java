package nabla.op;

/**
 * How a kernel slides over the last two axes of a picture.
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param strideHeight rows between neighbouring positions
 * @param strideWidth columns between neighbouring positions
 * @param paddingHeight rows added above and below
 * @param paddingWidth columns added left and right
 * @param dilationHeight rows between the kernel's elements
 * @param dilationWidth columns between the kernel's elements
 */
public record Window(
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        int dilationHeight,
        int dilationWidth) {

    /** A kernel without padding or dilation. */
    public static Window of(int height, int width, int strideHeight, int strideWidth) {
        return new Window(height, width, strideHeight, strideWidth, 0, 0, 1, 1);
    }

    /** How many positions fit in a picture of this height; less than 1 if none does. */
    public int outputHeight(int pictureHeight) {
        return Math.floorDiv(pictureHeight + 2 * paddingHeight - dilationHeight * (height - 1) - 1, strideHeight) + 1;
    }

    /** How many positions fit in a picture of this width; less than 1 if none does. */
    public int outputWidth(int pictureWidth) {
        return Math.floorDiv(pictureWidth + 2 * paddingWidth - dilationWidth * (width - 1) - 1, strideWidth) + 1;
    }

    boolean isPadded() {
        return paddingHeight > 0 || paddingWidth > 0;
    }

    boolean overlaps() {
        return strideHeight < dilationHeight * (height - 1) + 1 || strideWidth < dilationWidth * (width - 1) + 1;
    }

    /** The picture's row under row {@code k} of the kernel at position {@code at}. */
    <I> I row(I at, I k, int pictureHeight, Coordinates<I> arithmetic) {
        return under(at, k, strideHeight, dilationHeight, paddingHeight, pictureHeight, arithmetic);
    }

    /** The picture's column under column {@code k} of the kernel at position {@code at}. */
    <I> I column(I at, I k, int pictureWidth, Coordinates<I> arithmetic) {
        return under(at, k, strideWidth, dilationWidth, paddingWidth, pictureWidth, arithmetic);
    }

    /** The position at which row {@code k} of the kernel lies on the picture's row {@code row}, where there is one. */
    <I> I positionOfRow(I row, I k, int positions, Coordinates<I> arithmetic) {
        I moved = arithmetic.plus(row, arithmetic.times(k, -dilationHeight));
        return Pad.spread(moved, paddingHeight, strideHeight, positions, arithmetic);
    }

    /** The position at which column {@code k} of the kernel lies on the picture's column, where there is one. */
    <I> I positionOfColumn(I column, I k, int positions, Coordinates<I> arithmetic) {
        I moved = arithmetic.plus(column, arithmetic.times(k, -dilationWidth));
        return Pad.spread(moved, paddingWidth, strideWidth, positions, arithmetic);
    }

    private static <I> I under(
            I at, I k, int stride, int dilation, int padding, int extent, Coordinates<I> arithmetic) {
        I place =
                arithmetic.plus(arithmetic.plus(arithmetic.times(at, stride), arithmetic.times(k, dilation)), -padding);
        if (padding > 0) {
            arithmetic.require(place, extent);
        }
        return place;
    }
}
