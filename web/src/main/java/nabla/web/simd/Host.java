package nabla.web.simd;

/** What the backend needs of the place it runs in: one linear memory, and a way to run modules on it. */
interface Host extends Space {
    void put(int address, int value);

    void put(int address, float value);

    int get(int address);

    void write(int address, float[] values);

    void write(int address, int[] values);

    void write(int address, byte[] values);

    void read(int address, float[] values);

    void read(int address, int[] values);

    void read(int address, byte[] values);

    /** Whether this engine would compile the module: how to find out which instructions it knows. */
    boolean accepts(byte[] module);

    /** Compiles a module that imports {@code env.memory} and exports {@code run}; returns the number to call it by. */
    int install(byte[] module);

    /** Calls the module's {@code run} with the address of its arguments. */
    void run(int module, int arguments);
}
