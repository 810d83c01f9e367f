// What the simd backend (nabla.web.simd) needs before the worker's program is loaded: one linear memory for the program
// and for the modules that the backend makes, and the dispatcher, through whose table the program calls them.
self.nablaSimd = (() => {
  const PAGE = 65536;
  // The program's own heap of direct buffers. It never grows; what lies above belongs to the backend, which does.
  const HEAP_BYTES = 64 << 20;
  // nabla.web.simd.Dispatcher assembles these bytes; SimdScriptTest compares them.
  const DISPATCHER = 'AGFzbQEAAAABCgJgAX8AYAJ/fwADAgEBBAQBcABABxQCBXRhYmxlAQAIZGlzcGF0Y2gAAAoLAQkAIAAgAREAAAs=';

  // How far the memory may grow: as far as the browser lets it. Memory is taken only where it is used.
  function makeMemory() {
    for (let maximum = 2 ** 31 / PAGE - 1; ; maximum = maximum >> 1) {
      try {
        return new WebAssembly.Memory({initial: HEAP_BYTES / PAGE, maximum});
      } catch (error) {
        if (maximum < 2 * HEAP_BYTES / PAGE) throw error;
      }
    }
  }

  const memory = makeMemory();
  const bytes = Uint8Array.from(atob(DISPATCHER), (character) => character.charCodeAt(0));
  const dispatcher = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  let count = 0;

  return {
    memory,
    heapBytes: HEAP_BYTES,

    // Options for TeaVM.wasmGC.load.
    options() {
      return {
        memory: {external: memory, maxSize: HEAP_BYTES},
        installImports(imports) {
          imports.simd = {dispatch: dispatcher.dispatch};
        },
      };
    },

    // Compiles a module of the backend's; returns the number to call it by.
    install(module) {
      const plan = new WebAssembly.Instance(new WebAssembly.Module(module), {env: {memory}});
      if (count === dispatcher.table.length) dispatcher.table.grow(count);
      dispatcher.table.set(count, plan.exports.run);
      return count++;
    },
  };
})();
