package nabla.server.dataset;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A published dataset: where it is mirrored and the MD5 of its packed files, as torchvision lists them.
 *
 * @param name its address and the name of its directory
 * @param title its name for people
 * @param note what it is and whose, in a sentence
 * @param classes the names of the classes, by label
 * @param mirrors addresses to put a file name behind, tried in order
 * @param checksums MD5 of the packed files
 */
record KnownDataset(
        String name, String title, String note, List<String> classes, List<URI> mirrors, Map<Part, String> checksums) {

    static final KnownDataset MNIST = new KnownDataset(
            "mnist",
            "MNIST",
            "Handwritten digits of American pupils and clerks, by Y. LeCun, C. Cortes and C. Burges.",
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            List.of(
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                    URI.create("http://yann.lecun.com/exdb/mnist/")),
            Map.of(
                    Part.TRAIN_IMAGES, "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                    Part.TRAIN_LABELS, "d53e105ee54ea40749a09fcbcd1e9432",
                    Part.TEST_IMAGES, "9fb629c4189551a2d022fa330f9573f3",
                    Part.TEST_LABELS, "ec29112dd5afa0611ce80d1b7f02629c"));

    static final KnownDataset FASHION_MNIST = new KnownDataset(
            "fashion-mnist",
            "Fashion-MNIST",
            "Pictures of clothes from a shop's catalogue, by H. Xiao, K. Rasul and R. Vollgraf (Zalando).",
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            List.of(
                    URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            Map.of(
                    Part.TRAIN_IMAGES, "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                    Part.TRAIN_LABELS, "25c81989df183df01b3e8a0aad5dffbe",
                    Part.TEST_IMAGES, "bef4ecab320f06d8554ea6380940ec79",
                    Part.TEST_LABELS, "bb300cfdad3c16e7a12a480ee83cd310"));

    /** Both. */
    static final List<KnownDataset> ALL = List.of(MNIST, FASHION_MNIST);

    /** The same dataset for a server that must not fetch. */
    KnownDataset withoutMirrors() {
        return new KnownDataset(name, title, note, classes, List.of(), checksums);
    }
}
