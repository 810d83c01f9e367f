package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;

/** The memory that the kernels of a dispatch use: its bindings, and how to read and write an element of a slot. */
final class Memory {
    private final RunLayout run;
    private final Faults faults;
    private final Map<Region, String> elements = new LinkedHashMap<>();
    private final Map<Region, Integer> words = new HashMap<>();
    private final List<Region> written = new ArrayList<>();
    private boolean usesBytes;

    Memory(List<Kernel> kernels, RunLayout run, Faults faults) {
        this.run = run;
        this.faults = faults;
        for (Kernel kernel : kernels) {
            add(kernel);
            if (new Ranges(kernel).anyOverflows()) {
                notesFaults();
            }
        }
    }

    private void notesFaults() {
        Region heap = new Region(Region.Kind.HEAP, 0);
        elements.put(heap, "u32");
        if (!written.contains(heap)) {
            written.add(heap);
        }
    }

    private void add(Kernel kernel) {
        for (Load load : kernel.loads()) {
            if (load instanceof Load.Memory memory) {
                add(memory.slot());
                addLookups(memory.address());
                addLookups(memory.bounds());
            } else if (load instanceof Load.Position position) {
                addLookups(position.index());
            } else if (load instanceof Load.Inside inside) {
                addLookups(inside.bounds());
            }
        }
        for (Store store : kernel.stores()) {
            add(store.slot());
            addLookups(store.address());
            if (!written.contains(Region.of(store.slot()))) {
                written.add(Region.of(store.slot()));
            }
        }
    }

    private void add(Slot slot) {
        if (slot.type() == DType.FLOAT64) {
            throw new IllegalArgumentException("webgpu: " + slot + " is float64, which GPUs do not compute in."
                    + "\n  Hint: use float32, or the device 'reference'.");
        }
        usesBytes |= slot.type() == DType.UINT8;
        Region region = Region.of(slot);
        String element = elementOf(slot.type());
        String known = elements.get(region);
        elements.put(region, known == null || known.equals(element) ? element : "u32");
        int size = slot.type() == DType.UINT8 ? (slot.size() + 3) / 4 : slot.size();
        words.merge(region, Math.max(1, slot.offset() / 4 + size), Math::max);
    }

    private void addLookups(List<Bound> bounds) {
        for (Bound bound : bounds) {
            addLookups(bound.value());
        }
    }

    private void addLookups(Index index) {
        for (int i = 0; i < index.terms(); i++) {
            Atom atom = index.atom(i);
            if (atom instanceof Atom.Lookup lookup) {
                add(lookup.slot());
                addLookups(lookup.address());
                notesFaults();
            } else if (atom instanceof Atom.Quotient quotient) {
                addLookups(quotient.of());
            } else if (atom instanceof Atom.Remainder remainder) {
                addLookups(remainder.of());
            }
        }
    }

    /** The regions in the order of their bindings. */
    List<Binding> bindings() {
        List<Binding> bindings = new ArrayList<>();
        for (Region region : elements.keySet()) {
            bindings.add(new Binding(region, written.contains(region)));
        }
        return bindings;
    }

    /** The WGSL declarations of the run and of all regions. */
    String declarations() {
        StringBuilder text = new StringBuilder(run.declaration());
        int number = 0;
        for (Map.Entry<Region, String> entry : elements.entrySet()) {
            text.append("@group(1) @binding(").append(number++).append(") var<storage, ");
            text.append(written.contains(entry.getKey()) ? "read_write" : "read")
                    .append("> ");
            // With a known length the driver's check that an address is inside costs less.
            boolean isKnown = entry.getKey().kind() != Region.Kind.HEAP;
            text.append(entry.getKey()).append(": array<").append(entry.getValue());
            text.append(isKnown ? ", " + words.get(entry.getKey()) : "").append(">;\n");
        }
        if (usesBytes) {
            text.append("fn byte_of(word: u32, address: i32) -> i32 {\n"
                    + "    return i32(extractBits(word, u32(address & 3) * 8u, 8u));\n}\n");
        }
        return text.toString();
    }

    /** The value of an element, as the WGSL type that {@link #valueType} names. */
    String load(Slot slot, String address, Code code) {
        return loadAt(slot, plus(start(slot), address), code);
    }

    /** The value of an element, whose address counts from the region's beginning. */
    String loadAt(Slot slot, String address, Code code) {
        Region region = Region.of(slot);
        if (slot.type() == DType.UINT8) {
            String at = code.named("a", address);
            return "byte_of(" + region + "[" + at + " / 4], " + at + ")";
        }
        String element = region + "[" + address + "]";
        String held = heldIn(region);
        if (slot.type() == DType.BOOL) {
            return "(" + element + (held.equals("u32") ? " != 0u)" : " != 0)");
        }
        return held.equals(valueType(slot.type()))
                ? element
                : "bitcast<" + valueType(slot.type()) + ">(" + element + ")";
    }

    /** The name of the index that a lookup reads; notes it if it names no element. */
    String lookup(Atom.Lookup lookup, String address, Code code) {
        String value = load(lookup.slot(), address, code);
        boolean isNew = !code.isNamed(value);
        String index = code.named("at", value);
        if (isNew) {
            code.line("if (u32(" + index + ") >= " + lookup.extent() + "u) { "
                    + faults.wrongIndex(index, lookup.extent()) + " }");
        }
        return index;
    }

    /** The statement that stores a value of the slot's type. */
    String store(Slot slot, String address, String value) {
        Region region = Region.of(slot);
        String held = heldIn(region);
        String stored = slot.type() == DType.BOOL ? "i32(" + value + ")" : value;
        String type = elementOf(slot.type());
        return region + "[" + plus(start(slot), address) + "] = "
                + (held.equals(type) ? stored : "bitcast<" + held + ">(" + stored + ")") + ";";
    }

    /** Where in its region a slot begins, in its elements. */
    String start(Slot slot) {
        int perWord = slot.type() == DType.UINT8 ? 4 : 1;
        switch (Region.of(slot).kind()) {
            case WORKSPACE:
                return Integer.toString(slot.offset() / 4 * perWord);
            case HEAP:
                return (perWord == 1 ? "" : perWord + " * ") + "run." + slot;
            default:
                return "0";
        }
    }

    private static String plus(String start, String address) {
        return start.equals("0") ? address : address.equals("0") ? start : start + " + " + address;
    }

    private String heldIn(Region region) {
        return Objects.requireNonNull(elements.get(region), "a slot that the kernel did not announce");
    }

    /** How values of a type are held in expressions. */
    static String valueType(DType type) {
        return type == DType.FLOAT32 ? "f32" : type == DType.BOOL ? "bool" : "i32";
    }

    /** How a type lies in memory; bytes lie four in a word. */
    private static String elementOf(DType type) {
        return type == DType.FLOAT32 ? "f32" : type == DType.UINT8 ? "u32" : "i32";
    }
}
