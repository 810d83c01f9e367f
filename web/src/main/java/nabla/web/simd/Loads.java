package nabla.web.simd;

import static nabla.web.wasm.Instruction.F32X4_SPLAT;
import static nabla.web.wasm.Instruction.I16X8_EXTEND_LOW_I8X16_U;
import static nabla.web.wasm.Instruction.I32X4_ADD;
import static nabla.web.wasm.Instruction.I32X4_EXTEND_LOW_I16X8_U;
import static nabla.web.wasm.Instruction.I32X4_LT_U;
import static nabla.web.wasm.Instruction.I32X4_NEG;
import static nabla.web.wasm.Instruction.I32X4_SPLAT;
import static nabla.web.wasm.Instruction.I32_AND;
import static nabla.web.wasm.Instruction.I32_LT_U;
import static nabla.web.wasm.Instruction.V128_AND;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;
import nabla.op.DType;
import nabla.web.wasm.Code;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;

/**
 * Writes the loads of a kernel at the present positions of its {@link Nest}: four neighbours in memory as one vector, every
 * second element by two vectors, others lane by lane; with masks or conditions where there are bounds.
 */
final class Loads {
    private final Nest nest;
    private final Operations operations;
    private int vectorAxis = -1;

    Loads(Nest nest, Operations operations) {
        this.nest = nest;
        this.operations = operations;
    }

    /** The axis that vectors are along from now on; -1 for none. */
    void vectorAxis(int axis) {
        vectorAxis = axis;
    }

    /** Leaves the value on the stack of the code at this depth. */
    void push(Load load, boolean vector, int depth) {
        Code code = nest.code(depth);
        if (load instanceof Load.Memory memory) {
            if (vector) {
                loadVector(memory, depth);
            } else {
                loadScalar(memory, depth);
            }
        } else if (load instanceof Load.Scalar scalar) {
            code.get(nest.argument(scalar.number(), scalar.type().isFloat()));
        } else if (load instanceof Load.Position position) {
            code.get(vector ? indexVector(position.index()) : nest.value(nest.resolve(position.index())));
        } else if (load instanceof Load.Inside inside) {
            List<Local> conditions = new ArrayList<>();
            boolean possible = conditions(inside.bounds(), vector, conditions);
            if (vector) {
                code.vector(possible ? -1 : 0);
            } else {
                code.constant(possible ? 1 : 0);
            }
            for (Local condition : conditions) {
                code.get(condition).op(vector ? V128_AND : I32_AND);
            }
        }
    }

    private void loadScalar(Load.Memory memory, int depth) {
        Code code = nest.code(depth);
        List<Local> conditions = new ArrayList<>();
        DType type = memory.slot().type();
        if (!conditions(memory.bounds(), false, conditions)) {
            operations.zero(code, type);
            return;
        }
        Nest.Pointer pointer = nest.pointer(memory.slot(), memory.address());
        if (!conditions.isEmpty()) {
            code.get(conditions.get(0));
            for (int i = 1; i < conditions.size(); i++) {
                code.get(conditions.get(i)).op(I32_AND);
            }
            code.ifTrue(operations.valueType(type, false));
        }
        code.get(pointer.local()).memory(operations.scalarLoad(type), pointer.offset());
        if (!conditions.isEmpty()) {
            code.orElse();
            operations.zero(code, type);
            code.end();
        }
    }

    private void loadVector(Load.Memory memory, int depth) {
        Code code = nest.code(depth);
        DType type = memory.slot().type();
        List<Local> masks = new ArrayList<>();
        if (!conditions(memory.bounds(), true, masks)) {
            code.vector(0);
            return;
        }
        if (isContiguous(memory.address()) && (masks.isEmpty() || isReadable(memory))) {
            Nest.Pointer pointer = nest.pointer(memory.slot(), memory.address());
            code.get(pointer.local());
            if (type.bytes() == 1) {
                code.memory(MemoryInstruction.V128_LOAD32_ZERO, pointer.offset());
                code.op(I16X8_EXTEND_LOW_I8X16_U).op(I32X4_EXTEND_LOW_I16X8_U);
            } else {
                code.memory(MemoryInstruction.V128_LOAD, pointer.offset());
            }
            for (Local mask : masks) {
                code.get(mask).op(V128_AND);
            }
        } else if (masks.isEmpty() && type.bytes() == 4 && isEverySecond(memory)) {
            Nest.Pointer pointer = nest.pointer(memory.slot(), memory.address());
            code.get(pointer.local()).memory(MemoryInstruction.V128_LOAD, pointer.offset());
            code.get(pointer.local()).memory(MemoryInstruction.V128_LOAD, pointer.offset() + 16);
            code.shuffle(0, 2, 4, 6);
        } else {
            loadLanes(memory, type, depth);
        }
        if (type == DType.BOOL) {
            code.op(I32X4_NEG);
        }
    }

    private void loadLanes(Load.Memory memory, DType type, int depth) {
        Code code = nest.code(depth);
        Index start = nest.position(vectorAxis);
        if (memory.bounds().isEmpty() && type.bytes() == 4) {
            Nest.Pointer[] pointers = new Nest.Pointer[4];
            for (int lane = 3; lane >= 0; lane--) {
                nest.position(vectorAxis, start.plus(lane));
                pointers[lane] = nest.pointer(memory.slot(), memory.address());
                code.get(pointers[lane].local());
            }
            code.memory(MemoryInstruction.V128_LOAD32_ZERO, pointers[0].offset());
            for (int lane = 1; lane < 4; lane++) {
                code.loadLane(lane, pointers[lane].offset());
            }
        } else {
            for (int lane = 0; lane < 4; lane++) {
                nest.position(vectorAxis, start.plus(lane));
                loadScalar(memory, depth);
                if (lane == 0) {
                    code.op(type.isFloat() ? F32X4_SPLAT : I32X4_SPLAT);
                } else if (type.isFloat()) {
                    code.replaceFloat(lane);
                } else {
                    code.replaceInt(lane);
                }
            }
        }
        nest.position(vectorAxis, start);
    }

    /** Whether four elements along the vector axis are neighbours in memory. */
    boolean isContiguous(Index address) {
        return address.variesOnlyLinearly(vectorAxis) && address.strideOf(vectorAxis) == 1;
    }

    private boolean isEverySecond(Load.Memory memory) {
        return memory.address().variesOnlyLinearly(vectorAxis)
                && memory.address().strideOf(vectorAxis) == 2;
    }

    /** Whether reading is harmless even where the bounds do not hold, since it stays near the slot. */
    private static boolean isReadable(Load.Memory memory) {
        long bytes = memory.slot().type().bytes();
        return memory.address().isAffine()
                && memory.address().min() * bytes >= -Arena.MARGIN
                && (memory.address().max() + 4) * bytes <= memory.slot().size() * bytes + Arena.MARGIN;
    }

    /**
     * Finds what must be checked at the present positions, as truth values or as masks.
     *
     * @return false if one of the bounds never holds here
     */
    private boolean conditions(List<Bound> bounds, boolean vector, List<Local> conditions) {
        for (Bound bound : bounds) {
            Bound resolved = new Bound(nest.resolve(bound.value()), bound.extent());
            boolean alongVector = vector && bound.value().dependsOn(vectorAxis);
            if (alongVector) {
                conditions.add(mask(bound));
            } else if (resolved.value().max() < 0 || resolved.value().min() >= resolved.extent()) {
                return false;
            } else if (!resolved.always()) {
                conditions.add(condition(resolved, vector));
            }
        }
        return true;
    }

    private Local condition(Bound resolved, boolean vector) {
        int level = nest.level(resolved.value());
        String name = (vector ? "mask " : "if ") + resolved;
        Local known = nest.known(level, name);
        if (known == null) {
            Local value = nest.value(resolved.value());
            Code code = nest.code(level);
            code.get(value).constant(resolved.extent()).op(I32_LT_U);
            if (vector) {
                operations.splat(code, DType.BOOL);
            }
            known = nest.local(vector ? ValueType.V128 : ValueType.I32);
            code.set(known);
            nest.remember(level, name, known);
        }
        return known;
    }

    private Local mask(Bound bound) {
        int level = nest.level(nest.resolve(bound.value()));
        String name = "lanes " + nest.resolve(bound.value()) + " < " + bound.extent();
        Local known = nest.known(level, name);
        if (known == null) {
            Local values = indexVector(bound.value());
            known = nest.local(ValueType.V128);
            nest.code(level).get(values).vector(bound.extent()).op(I32X4_LT_U).set(known);
            nest.remember(level, name, known);
        }
        return known;
    }

    /** The values of an index for four elements along the vector axis. */
    private Local indexVector(Index index) {
        Index resolved = nest.resolve(index);
        int level = nest.level(resolved);
        String name = "indexes " + resolved;
        Local known = nest.known(level, name);
        if (known != null) {
            return known;
        }
        Local result = nest.local(ValueType.V128);
        Code code = new Code();
        if (index.variesOnlyLinearly(vectorAxis)) {
            int stride = index.strideOf(vectorAxis);
            code.get(nest.value(resolved)).op(I32X4_SPLAT);
            code.vector(0, stride, 2 * stride, 3 * stride).op(I32X4_ADD);
        } else {
            Index start = nest.position(vectorAxis);
            for (int lane = 0; lane < 4; lane++) {
                nest.position(vectorAxis, start.plus(lane));
                code.get(nest.value(nest.resolve(index)));
                if (lane == 0) {
                    code.op(I32X4_SPLAT);
                } else {
                    code.replaceInt(lane);
                }
            }
            nest.position(vectorAxis, start);
        }
        nest.code(level).append(code.set(result));
        nest.remember(level, name, result);
        return result;
    }
}
