package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A position as a link holds it: {@code #step&it=120&ph=bw&op=7&cell=3,5}.
 *
 * @param iteration -1 if the link names none
 * @param phase the phase's two letters; empty if the link names none, {@link #NOT_FINITE} for the first step from this
 *     iteration on that makes what is no number
 * @param operation which step of the phase, from 0
 * @param tensor which of the step's tensors, from 0; -1 for the one that comes by itself
 * @param cell the place in that tensor; null if the link names none
 * @param note what somebody wrote to go with the link; empty if there is none
 * @param settings names and values, in turn, of settings that differ from the form's own
 */
record Place(
        int iteration,
        String phase,
        int operation,
        int tensor,
        int @Nullable [] cell,
        String note,
        List<String> settings) {
    /** A note has so many characters at most. */
    static final int NOTE_LENGTH = 200;

    static final String NOT_FINITE = "nan";

    static final Place START = new Place(-1, "", 0, -1, null, "", List.of());

    /** Whether the fragment of an address, with or without {@code #}, opens the stepper. */
    static boolean isStep(String fragment) {
        String text = fragment.startsWith("#") ? fragment.substring(1) : fragment;
        return text.equals("step") || text.startsWith("step&");
    }

    /** The position in a fragment; what cannot be read is left out. Texts of settings must be decoded already. */
    static Place parse(String fragment) {
        int iteration = -1;
        String phase = "";
        int operation = 0;
        int tensor = -1;
        int[] cell = null;
        String note = "";
        List<String> settings = new ArrayList<>();
        int start = fragment.indexOf('&');
        while (start >= 0) {
            int end = fragment.indexOf('&', start + 1);
            String field = fragment.substring(start + 1, end < 0 ? fragment.length() : end);
            start = end;
            int equals = field.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = field.substring(0, equals);
            String value = field.substring(equals + 1);
            switch (name) {
                case "it" -> iteration = number(value);
                case "ph" -> phase = value;
                case "op" -> operation = Math.max(0, number(value));
                case "t" -> tensor = number(value);
                case "cell" -> cell = numbers(value);
                case "note" -> note = plain(value);
                default -> {
                    settings.add(name);
                    settings.add(value);
                }
            }
        }
        return new Place(iteration, phase, operation, tensor, cell, note, settings);
    }

    /** The fragment, without {@code #}. */
    String text() {
        StringBuilder text = new StringBuilder("step");
        if (iteration >= 0) {
            text.append("&it=").append(iteration);
        }
        if (!phase.isEmpty()) {
            text.append("&ph=").append(phase).append("&op=").append(operation);
        }
        if (tensor >= 0) {
            text.append("&t=").append(tensor);
        }
        if (cell != null && cell.length > 0) {
            text.append("&cell=").append(Shapes.joined(cell, ","));
        }
        if (!note.isEmpty()) {
            text.append("&note=").append(note.replace("%", "%25").replace("&", "%26"));
        }
        for (int i = 0; i + 1 < settings.size(); i += 2) {
            text.append('&').append(settings.get(i)).append('=').append(settings.get(i + 1));
        }
        return text.toString();
    }

    /** A note as it was written: in a fragment it has no ampersand of its own. */
    private static String plain(String value) {
        String note = value.replace("%26", "&").replace("%25", "%");
        return note.length() <= NOTE_LENGTH ? note : note.substring(0, NOTE_LENGTH);
    }

    /** Whether the position has yet to be looked for. */
    boolean isNotFinite() {
        return phase.equals(NOT_FINITE);
    }

    /** The step that the position means in this trace. */
    int step(Trace trace) {
        for (Phase known : Phase.values()) {
            if (known.code().equals(phase) && trace.count(known) > 0) {
                return trace.step(known, operation);
            }
        }
        return 0;
    }

    private static int @Nullable [] numbers(String list) {
        List<Integer> numbers = new ArrayList<>();
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            int number = number(list.substring(start, end));
            if (number < 0) {
                return null;
            }
            numbers.add(number);
            start = end + 1;
        }
        int[] all = new int[numbers.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers.get(i);
        }
        return all;
    }

    /** The number; -1 if the text is none, or a negative or very long one. */
    private static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
