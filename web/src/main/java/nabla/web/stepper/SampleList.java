package nabla.web.stepper;

/** Places in a batch as a person writes them: {@code 0-7}, or {@code 1, 4, 9}. */
final class SampleList {
    static final int MOST = 8;

    private SampleList() {}

    /** The places, at most 8 of them, each once, in rising order; none if nothing can be read. */
    static int[] parse(String text, int batch) {
        boolean[] chosen = new boolean[Math.max(batch, 1)];
        for (String part : Parts.of(text.replace(';', ',').replace('–', '-'), ',')) {
            int dash = part.indexOf('-');
            int from = number(dash < 0 ? part : part.substring(0, dash));
            int to = dash < 0 ? from : number(part.substring(dash + 1));
            for (int i = Math.max(0, from); from >= 0 && i <= to && i < chosen.length; i++) {
                chosen[i] = true;
            }
        }
        int count = 0;
        int[] places = new int[MOST];
        for (int i = 0; i < chosen.length && count < MOST; i++) {
            if (chosen[i]) {
                places[count++] = i;
            }
        }
        int[] result = new int[count];
        System.arraycopy(places, 0, result, 0, count);
        return result;
    }

    /** Neighbours are joined: {@code 0-3, 6}. */
    static String text(int[] places) {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < places.length) {
            int end = i;
            while (end + 1 < places.length && places[end + 1] == places[end] + 1) {
                end++;
            }
            text.append(text.length() == 0 ? "" : ", ").append(places[i]);
            if (end > i) {
                text.append(end > i + 1 ? "-" : ", ").append(places[end]);
            }
            i = end + 1;
        }
        return text.toString();
    }

    private static int number(String text) {
        String digits = text.trim();
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || number > 100_000) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return digits.isEmpty() ? -1 : number;
    }
}
