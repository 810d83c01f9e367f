// Loads the worker's program. The first message carries the map of asset addresses and the program's name there; messages
// that come before the program listens are kept in order and handed over (nabla.web.js.WorkerScope takes them).
self.nablaWaiting = [];
self.onmessage = (event) => {
  self.nablaWaiting.push(event.data);
  if (event.data.assets) load(event.data.assets, event.data.program);
};

async function load(assets, name) {
  try {
    importScripts(assets['classes.wasm-runtime.js'], assets['simd.js']);
    const options = nablaSimd.options();
    const program = await TeaVM.wasmGC.load(assets[name], {
      ...options,
      installImports(imports) {
        options.installImports(imports);
        imports.rest = {load: () => loadRest(assets[name.replace('.', '-rest.')], imports, program.instance.exports)};
      },
    });
    program.exports.main([]);
  } catch (error) {
    postMessage({type: 'error', message: 'The training program could not be loaded: ' + (error.message || error)});
  }
}

// The build cuts some programs in two (nabla.web.split). Such a program asks for its rest when it first calls a function of
// it, and waits; what the rest needs of the first part is in the first part's exports and its table.
function loadRest(address, imports, exports) {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.responseType = 'arraybuffer';
  try {
    request.send();
  } catch {
    // The status stays 0.
  }
  if (request.status !== 200) {
    const message = 'The rest of the program could not be loaded. Look at the connection, then try again.';
    // The program cannot tell it: what it tells errors with may be in the rest.
    postMessage({type: 'error', message});
    throw new Error(message);
  }
  const first = {...exports};
  for (let i = 0; i < exports.rest.length; i++) first[`f${i}`] = exports.rest.get(i);
  const rest = new WebAssembly.Module(request.response, {builtins: ['js-string']});
  new WebAssembly.Instance(rest, {...imports, first});
}
