package nabla.data;

import nabla.Tensor;
import nabla.op.DType;

/**
 * Makes a picture of bytes, [H, W] or [H, W, C], a float32 tensor [C, H, W]: 0 stays 0, 255 becomes 1. Numbers of other types
 * keep their values, as in PyTorch.
 *
 * @see <a href="https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.ToTensor.html">ToTensor</a>
 */
public final class ToTensor implements Transform {
    private static final int GREATEST_BYTE = 255;

    /**
     * Returns the picture.
     *
     * @throws IllegalArgumentException with PyTorch's words if it has neither 2 nor 3 dimensions
     */
    @Override
    public Tensor apply(Tensor part) {
        checkDimensions(part.dim());
        return numbers(part.dim() == 2 ? part.unsqueeze(0) : part.permute(2, 0, 1));
    }

    @Override
    public Tensor applyAll(Tensor parts) {
        checkDimensions(parts.dim() - 1);
        return numbers(parts.dim() == 3 ? parts.unsqueeze(1) : parts.permute(0, 3, 1, 2));
    }

    private static void checkDimensions(int dimensions) {
        if (dimensions != 2 && dimensions != 3) {
            throw new IllegalArgumentException("pic should be 2/3 dimensional. Got " + dimensions + " dimensions."
                    + "\n  Hint: a picture is [H, W], or [H, W, C] with its colours last.");
        }
    }

    private static Tensor numbers(Tensor picture) {
        return picture.dtype() == DType.UINT8 ? picture.to(DType.FLOAT32).div(GREATEST_BYTE) : picture;
    }

    @Override
    public String toString() {
        return "ToTensor()";
    }
}
