package nabla.web.worker;

import nabla.data.Idx;

/** Pictures of a dataset as the page shows them, with their labels. */
record Images(float[] pixels, int[] labels) {
    static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    /** The pictures at the given places of two IDX files. */
    static Images of(String imagesName, byte[] imagesFile, String labelsName, byte[] labelsFile, int... places) {
        Idx images = Idx.read(imagesName, imagesFile);
        Idx labels = Idx.read(labelsName, labelsFile);
        float[] pixels = new float[places.length * PIXELS];
        int[] classes = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            classes[i] = labels.get(places[i]);
            for (int j = 0; j < PIXELS; j++) {
                pixels[i * PIXELS + j] = images.get(places[i] * PIXELS + j) / 255f;
            }
        }
        return new Images(pixels, classes);
    }

    int count() {
        return labels.length;
    }
}
