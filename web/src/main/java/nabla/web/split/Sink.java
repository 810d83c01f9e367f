package nabla.web.split;

/** Is told the numbers in a program's bytes that name something of the program. */
interface Sink {
    /** What a number names. */
    enum Space {
        /** A function that is called. */
        FUNCTION,
        /** A function that a reference is made of. */
        REFERENCE,
        GLOBAL,
        TYPE,
        /** A type, written with a sign, since negative numbers are types that all programs have. */
        HEAP_TYPE
    }

    /** There is this number from byte {@code start} on and before byte {@code end}. */
    void index(Space space, int number, int start, int end);
}
