package nabla.web.webgpu;

import nabla.web.webgpu.api.GPUBuffer;

/**
 * A GPU buffer.
 *
 * @param number tells it from all others that the device ever had
 */
record Block(GPUBuffer buffer, long bytes, int number) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Block that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
