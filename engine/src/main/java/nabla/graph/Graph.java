package nabla.graph;

import nabla.op.DType;
import nabla.op.Op;
import nabla.op.Shape;

/**
 * The structure of what a plan computes, without values: operations in an order in which inputs come first. What decides
 * whether a plan fits is compared here, and the {@code reference} backend computes from it node by node.
 *
 * @param operations of each node
 * @param inputs of each node: positions of earlier nodes
 * @param shapes of each node
 * @param types of each node
 * @param outputs the positions of the results
 * @param updates for each result the position of the leaf that it replaces in place, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record: GraphSweep compares it with nodes
public record Graph(Op[] operations, int[][] inputs, Shape[] shapes, DType[] types, int[] outputs, int[] updates) {}
