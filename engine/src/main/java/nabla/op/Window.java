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
 * @param moreHeight further rows below, which the padding above has not; negative for fewer
 * @param moreWidth further columns at the right, which the padding at the left has not; negative for fewer
 */
public record Window(
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        int dilationHeight,
        int dilationWidth,
        int moreHeight,
        int moreWidth) {

    /** A kernel without padding or dilation. */
    public static Window of(int height, int width, int strideHeight, int strideWidth) {
        return new Window(height, width, strideHeight, strideWidth, 0, 0, 1, 1, 0, 0);
    }

    /** How many positions fit in a picture of this height; less than 1 if none does. */
    public int outputHeight(int pictureHeight) {
        return Math.floorDiv(pictureHeight + aroundHeight(), strideHeight) + 1;
    }

    /** How many positions fit in a picture of this width; less than 1 if none does. */
    public int outputWidth(int pictureWidth) {
        return Math.floorDiv(pictureWidth + aroundWidth(), strideWidth) + 1;
    }

    /** The least height of a picture on which this many positions fit. */
    public int pictureHeight(int positions) {
        return (positions - 1) * strideHeight - aroundHeight();
    }

    /** The least width of a picture on which this many positions fit. */
    public int pictureWidth(int positions) {
        return (positions - 1) * strideWidth - aroundWidth();
    }

    private int aroundHeight() {
        return 2 * paddingHeight + moreHeight - dilationHeight * (height - 1) - 1;
    }

    private int aroundWidth() {
        return 2 * paddingWidth + moreWidth - dilationWidth * (width - 1) - 1;
    }

    boolean isPadded() {
        return paddingHeight > 0 || paddingWidth > 0 || moreHeight > 0 || moreWidth > 0;
    }

    boolean overlaps() {
        return strideHeight < dilationHeight * (height - 1) + 1 || strideWidth < dilationWidth * (width - 1) + 1;
    }

    /** The picture's row under row {@code k} of the kernel at position {@code at}. */
    <I> I row(I at, I k, int pictureHeight, Coordinates<I> arithmetic) {
        return under(at, k, strideHeight, dilationHeight, paddingHeight, moreHeight, pictureHeight, arithmetic);
    }

    /** The picture's column under column {@code k} of the kernel at position {@code at}. */
    <I> I column(I at, I k, int pictureWidth, Coordinates<I> arithmetic) {
        return under(at, k, strideWidth, dilationWidth, paddingWidth, moreWidth, pictureWidth, arithmetic);
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
            I at, I k, int stride, int dilation, int padding, int more, int extent, Coordinates<I> arithmetic) {
        I place =
                arithmetic.plus(arithmetic.plus(arithmetic.times(at, stride), arithmetic.times(k, dilation)), -padding);
        if (padding > 0 || more > 0) {
            arithmetic.require(place, extent);
        }
        return place;
    }
}
