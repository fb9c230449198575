// The test programs read their environment; Emscripten gives a program none.
Module["preRun"] = () => Object.assign(ENV, process.env);
