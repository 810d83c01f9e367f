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
    const program = await TeaVM.wasmGC.load(assets[name], nablaSimd.options());
    program.exports.main([]);
  } catch (error) {
    postMessage({type: 'error', message: 'The training program could not be loaded: ' + (error.message || error)});
  }
}
