package nabla.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds kernels in the making that can store the value of a further map, so that it needs no kernel of its own:
 *
 * <ul>
 *   <li>a kernel of maps over the same elements;
 *   <li>where the map is over a flat concatenation, the kernels that compute the concatenation's parts, each for its
 *       part: so an optimizer's update becomes the epilogue of the weights' gradients.
 * </ul>
 */
final class Hosts {
    /** Storage buffers that WebGPU guarantees a kernel, less the workspace. */
    private static final int EXTERNAL_SLOTS = 7;

    private final List<Draft> drafts;
    private final Map<Slot, List<Part>> partsOf = new HashMap<>();

    /**
     * A kernel that computes a part of a flat concatenation.
     *
     * @param place where in the concatenation the element of its loops lies
     */
    record Part(Draft draft, Index place) {}

    /** @param drafts in the order to run them; more are added meanwhile */
    Hosts(List<Draft> drafts) {
        this.drafts = drafts;
    }

    /** Notes that a kernel computes a part of the flat value in this slot: a concatenation, or a map over one. */
    void addPart(Slot whole, Draft draft, Index place) {
        partsOf.computeIfAbsent(whole, slot -> new ArrayList<>()).add(new Part(draft, place));
    }

    /** The latest kernel of maps over the same elements that could store the draft's value in the slot as well, or null. */
    @Nullable
    Draft host(Draft draft, Slot slot) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Draft candidate = drafts.get(i);
            if (candidate.accumulator == null
                    && candidate.loops.equals(draft.loops)
                    && candidate.isDense()
                    && canHost(candidate, draft, slot)) {
                return candidate;
            }
            if (readsFrom(draft, candidate)) {
                return null;
            }
        }
        return null;
    }

    /** The kernels of the parts of a concatenation that the draft reads, if all can store its value for their part; else none. */
    List<Part> parts(Draft draft, Slot slot) {
        List<Part> parts = draft.loops.rank() == 1 ? partsReadBy(draft) : List.of();
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Draft candidate = drafts.get(i);
            boolean isPart = false;
            for (Part part : parts) {
                isPart |= part.draft == candidate;
            }
            if (isPart ? !canHost(candidate, draft, slot) : i > lastOf(parts) && readsFrom(draft, candidate)) {
                return List.of();
            }
        }
        return parts;
    }

    private List<Part> partsReadBy(Draft draft) {
        Index element = draft.contiguous();
        for (Load load : draft.lowering.loads()) {
            if (isElement(load, element)) {
                List<Part> parts = partsOf.get(((Load.Memory) load).slot());
                if (parts != null) {
                    return parts;
                }
            }
        }
        return List.of();
    }

    private int lastOf(List<Part> parts) {
        return parts.isEmpty() ? drafts.size() : drafts.indexOf(parts.get(parts.size() - 1).draft);
    }

    private static boolean readsFrom(Draft reader, Draft writer) {
        for (Load load : reader.lowering.loads()) {
            for (Access read : Access.of(load)) {
                if (writer.storesTo(read.slot())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a kernel reads of what it stores must be the very element, and WebGPU must have room for all buffers. */
    private static boolean canHost(Draft candidate, Draft draft, Slot slot) {
        Index element = draft.contiguous();
        for (Load load : draft.lowering.loads()) {
            for (Access read : Access.of(load)) {
                if (candidate.storesTo(read.slot()) && !isElement(load, element)) {
                    return false;
                }
            }
        }
        Set<Slot> external = candidate.externalSlots();
        external.addAll(draft.externalSlots());
        external.add(slot);
        return external.size() <= EXTERNAL_SLOTS;
    }

    private static boolean isElement(Load load, Index element) {
        return load instanceof Load.Memory memory
                && memory.address().equals(element)
                && memory.bounds().isEmpty();
    }
}
