package nabla.web.simd;

/** A stretch of addresses that can become longer: all that an {@link Arena} needs to know of a memory. */
interface Space {
    /** The first address that the backend may use; a multiple of 16, at least {@link Arena#MARGIN}. */
    int start();

    /** The memory's present size in bytes. */
    int size();

    /** Makes the memory larger; returns false if it cannot be. */
    boolean grow(int bytes);
}
