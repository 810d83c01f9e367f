package nabla.web.stepper;

/**
 * Cells that another cell was made from.
 *
 * @param role {@code term}, {@code winner} or {@code source}
 */
record Light(int tensor, int[] cells, String role) {}
