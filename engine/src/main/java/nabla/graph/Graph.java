package nabla.graph;

import nabla.op.Node;

/**
 * The structure of what a plan computes, without values. What decides whether a plan fits is compared with it, and the
 * {@code reference} backend computes from it node by node.
 *
 * @param nodes in an order in which inputs come first; each one's {@link Node#ordinal} is its position
 * @param outputs the positions of the results
 * @param updates for each result the position of the leaf that it replaces in place, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
public record Graph(Node[] nodes, int[] outputs, int[] updates) {}
