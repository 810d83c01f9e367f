package nabla.laws;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** All laws by name. Each is tried on the standard device with the random numbers of a seed. */
public final class Laws {
    /** In the order in which they build on each other. */
    public static final Map<String, LongConsumer> ALL = all();

    private Laws() {}

    private static Map<String, LongConsumer> all() {
        Map<String, LongConsumer> laws = new LinkedHashMap<>();
        laws.put("broadcasting", ArithmeticLaws::broadcasting);
        laws.put("sums", ArithmeticLaws::sums);
        laws.put("products", ArithmeticLaws::products);
        laws.put("view compositions", ViewLaws::compositions);
        laws.put("aliasing", ViewLaws::aliasing);
        laws.put("gradients of views", ViewLaws::gradients);
        laws.put("joining and parting", IndexLaws::joining);
        laws.put("gathering and scattering", IndexLaws::gathering);
        laws.put("sorting", IndexLaws::sorting);
        laws.put("masks", IndexLaws::masks);
        return laws;
    }
}
