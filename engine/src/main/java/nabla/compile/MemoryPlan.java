package nabla.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every intermediate value a place in one workspace. Two values share memory if the last launch that reads the one
 * comes before the first that writes the other.
 */
final class MemoryPlan {
    private static final int ALIGNMENT = 16;

    /** When a value is alive, as positions of launches, and where it lies. */
    private static final class Interval {
        final Slot slot;
        final int first;
        int last;
        final long bytes;

        Interval(Slot slot, int first) {
            this.slot = slot;
            this.first = first;
            last = first;
            long size = (long) slot.size() * slot.type().bytes();
            bytes = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private MemoryPlan() {}

    /**
     * Places all workspace slots and returns how many bytes they need together.
     *
     * @throws IllegalStateException if that is more than a workspace can hold
     */
    static int place(List<Launch> launches) {
        Map<Slot, Interval> alive = new HashMap<>();
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < launches.size(); i++) {
            for (Kernel kernel : Launches.kernels(List.of(launches.get(i)))) {
                for (Access access : Access.of(kernel)) {
                    extend(access.slot(), i, alive, intervals);
                }
            }
        }
        long end = 0;
        List<Interval> placed = new ArrayList<>();
        intervals.sort(Comparator.comparingLong(interval -> -interval.bytes));
        for (Interval interval : intervals) {
            long start = freePlace(interval, placed);
            end = Math.max(end, start + interval.bytes);
            if (end > Integer.MAX_VALUE) {
                throw tooMuch(intervals);
            }
            interval.slot.moveTo((int) start);
            placed.add(interval);
        }
        return (int) end;
    }

    private static IllegalStateException tooMuch(List<Interval> intervals) {
        Slot largest = intervals.get(0).slot;
        return new IllegalStateException("the intermediate values need more than the " + Integer.MAX_VALUE
                + " bytes that a device's workspace can have; the largest has " + largest.size() + " elements of "
                + largest.type() + ".\n  Hint: a smaller batch, smaller pictures, or realize() between the steps.");
    }

    private static void extend(Slot slot, int launch, Map<Slot, Interval> alive, List<Interval> intervals) {
        if (slot.place() != Slot.Place.WORKSPACE) {
            return;
        }
        Interval interval = alive.get(slot);
        if (interval == null) {
            interval = new Interval(slot, launch);
            alive.put(slot, interval);
            intervals.add(interval);
        }
        interval.last = launch;
    }

    /** The lowest place where nothing lies that is alive at the same time. */
    private static long freePlace(Interval wanted, List<Interval> placed) {
        List<Interval> inTheWay = new ArrayList<>();
        for (Interval other : placed) {
            if (other.first <= wanted.last && wanted.first <= other.last) {
                inTheWay.add(other);
            }
        }
        inTheWay.sort(Comparator.comparingInt(other -> other.slot.offset()));
        long offset = 0;
        for (Interval other : inTheWay) {
            if (other.slot.offset() - offset >= wanted.bytes) {
                return offset;
            }
            offset = Math.max(offset, other.slot.offset() + other.bytes);
        }
        return offset;
    }
}
