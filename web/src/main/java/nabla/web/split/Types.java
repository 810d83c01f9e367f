package nabla.web.split;

import java.util.ArrayList;
import java.util.List;

/** The types of a program, which both parts have alike: only so is a type of the one a type of the other. */
final class Types {
    private static final int RECURSIVE = 0x4E;
    private static final int OPEN = 0x50;
    private static final int FINAL = 0x4F;
    private static final int FUNCTION = 0x60;
    private static final int STRUCT = 0x5F;
    private static final int ARRAY = 0x5E;
    private static final int NO_FUNCTION = -1;

    /** The section as it was. */
    final byte[] section;

    private final List<Integer> parameterCounts = new ArrayList<>();
    private int plain = NO_FUNCTION;

    Types(byte[] section) {
        this.section = section;
        Input in = new Input(section);
        for (int left = in.unsigned(); left > 0; left--) {
            if (in.peek() == RECURSIVE) {
                in.skip(1);
                for (int inGroup = in.unsigned(); inGroup > 0; inGroup--) {
                    read(in);
                }
            } else {
                read(in);
            }
        }
    }

    private void read(Input in) {
        if (in.peek() == OPEN || in.peek() == FINAL) {
            in.skip(1);
            skipNumbers(in);
        }
        int kind = in.next();
        switch (kind) {
            case FUNCTION -> {
                int parameters = skipValues(in);
                int results = skipValues(in);
                if (parameters == 0 && results == 0) {
                    plain = parameterCounts.size();
                }
                parameterCounts.add(parameters);
            }
            case STRUCT -> {
                for (int left = in.unsigned(); left > 0; left--) {
                    skipField(in);
                }
                parameterCounts.add(NO_FUNCTION);
            }
            case ARRAY -> {
                skipField(in);
                parameterCounts.add(NO_FUNCTION);
            }
            default -> throw new IllegalArgumentException("There is a type of an unknown kind " + kind + ".");
        }
    }

    private static void skipNumbers(Input in) {
        for (int left = in.unsigned(); left > 0; left--) {
            in.skipNumber();
        }
    }

    private static int skipValues(Input in) {
        int count = in.unsigned();
        for (int i = 0; i < count; i++) {
            in.skipValueType();
        }
        return count;
    }

    private static void skipField(Input in) {
        in.skipValueType();
        in.skip(1);
    }

    /** How many parameters a function of that type has. */
    int parameters(int type) {
        return parameterCounts.get(type);
    }

    /** The type of a function that takes and gives nothing. */
    int plain() {
        if (plain == NO_FUNCTION) {
            throw new IllegalArgumentException("The program has no type of a function that takes and gives nothing.");
        }
        return plain;
    }
}
