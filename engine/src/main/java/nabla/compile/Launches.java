package nabla.compile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups a plan's kernels into {@link Launch}es, as few as their dependencies allow: a kernel is launched as soon as
 * everything it reads is there. A cheap one that continues row by row what another of the same launch begins joins it.
 */
public final class Launches {
    /** A row of a chain's kernel costs at most so many values, all its rows together so many: waiting would cost more. */
    private static final long CHEAP_ROW = 1024;

    private static final long CHEAP_ROWS = 128 * 1024;

    private final List<Kernel> kernels;
    private final List<List<Access>> accesses = new ArrayList<>();
    private final int[] launchOf;
    private final List<List<Group>> launches = new ArrayList<>();

    /** Kernels of one chain, as positions. */
    private static final class Group {
        final List<Integer> members = new ArrayList<>();
    }

    private Launches(List<Kernel> kernels) {
        this.kernels = kernels;
        launchOf = new int[kernels.size()];
        for (Kernel kernel : kernels) {
            accesses.add(Access.of(kernel));
        }
    }

    /** The launches, in order, of kernels in an order that is right if they run one after the other. */
    public static List<Launch> of(List<Kernel> kernels) {
        return new Launches(kernels).launches();
    }

    /** The kernels of launches, in order. */
    static List<Kernel> kernels(List<Launch> launches) {
        List<Kernel> kernels = new ArrayList<>();
        for (Launch launch : launches) {
            for (Launch.Chain chain : launch.chains()) {
                kernels.addAll(chain.kernels());
            }
        }
        return kernels;
    }

    private List<Launch> launches() {
        for (int i = 0; i < launchOf.length; i++) {
            place(i);
        }
        List<Launch> result = new ArrayList<>();
        for (List<Group> groups : launches) {
            List<Launch.Chain> chains = new ArrayList<>();
            for (Group group : groups) {
                List<Kernel> chain = new ArrayList<>();
                for (int member : group.members) {
                    chain.add(kernels.get(member));
                }
                chains.add(new Launch.Chain(chain));
            }
            result.add(new Launch(chains));
        }
        return result;
    }

    private void place(int kernel) {
        int last = -1;
        List<Integer> ofLast = new ArrayList<>();
        for (int earlier = 0; earlier < kernel; earlier++) {
            if (launchOf[earlier] >= last && conflict(earlier, kernel)) {
                if (launchOf[earlier] > last) {
                    last = launchOf[earlier];
                    ofLast.clear();
                }
                ofLast.add(earlier);
            }
        }
        Group chain = last < 0 ? null : continued(kernel, last, ofLast);
        if (chain == null) {
            last++;
            if (last == launches.size()) {
                launches.add(new ArrayList<>());
            }
            chain = new Group();
            launches.get(last).add(chain);
        }
        chain.members.add(kernel);
        launchOf[kernel] = last;
    }

    /** The chain of the launch that holds all these kernels, if this one can go on with its rows; else null. */
    private @Nullable Group continued(int kernel, int launch, List<Integer> needed) {
        for (Group group : launches.get(launch)) {
            if (group.members.containsAll(needed)) {
                boolean fits =
                        isCheap(kernel) && isCheap(group.members.get(0)) && rows(kernel) == rows(group.members.get(0));
                for (int member : needed) {
                    fits = fits && staysInRows(member, kernel);
                }
                return fits ? group : null;
            }
        }
        return null;
    }

    private int rows(int kernel) {
        return kernels.get(kernel).extents()[0];
    }

    private boolean isCheap(int number) {
        Kernel kernel = kernels.get(number);
        long values = (long) kernel.outputs() * kernel.reducedSize();
        return kernel.extents().length > 0 && values <= CHEAP_ROWS && values <= CHEAP_ROW * rows(number);
    }

    private boolean conflict(int earlier, int later) {
        for (Access one : accesses.get(earlier)) {
            for (Access other : accesses.get(later)) {
                if (one.conflictsWith(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean staysInRows(int earlier, int later) {
        for (Access one : accesses.get(earlier)) {
            for (Access other : accesses.get(later)) {
                if (one.conflictsWith(other) && !one.staysInRowsOf(other)) {
                    return false;
                }
            }
        }
        return true;
    }
}
