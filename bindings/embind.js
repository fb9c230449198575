// Embind's JavaScript half for what bindings.cpp binds: one class without a base,
// made without arguments, whose methods take a string and return a string. Its
// other half, which the compiler's headers bring, calls these with the arguments
// of every version so far; of Embind's library, which announces every type of C++ at
// start, nothing is needed. What its own script serves (any type, inheritance, smart
// pointers) would be two thirds of the glue.
mergeInto(LibraryManager.library, {
  $boundConstructor: null,
  $boundPrototype: {},
  $boundText: function (begin, size) {
    return new TextDecoder().decode(HEAPU8.subarray(begin, begin + size));
  },
  $boundName__deps: ["$boundText"],
  $boundName: function (begin) {
    return boundText(begin, HEAPU8.indexOf(0, begin) - begin);
  },

  _embind_register_class__deps: ["$boundConstructor", "$boundPrototype", "$boundName"],
  _embind_register_class: function (
    type, pointer, constPointer, base, actualSignature, actual, upSignature, up,
    downSignature, down, name, destructorSignature, destructor
  ) {
    boundPrototype.delete = function () {
      if (this.address) wasmTable.get(destructor)(this.address);
      this.address = 0;
    };
    var bound = function () {
      this.address = boundConstructor();
    };
    bound.prototype = boundPrototype;
    Module[boundName(name)] = bound;
  },

  _embind_register_class_constructor__deps: ["$boundConstructor"],
  _embind_register_class_constructor: function (
    type, count, types, signature, invoker, construct
  ) {
    boundConstructor = () => wasmTable.get(invoker)(construct);
  },

  // Embind's form of a string: its length in four bytes, then its bytes. Whoever
  // is given one frees it.
  _embind_register_class_function__deps: ["$boundPrototype", "$boundName", "malloc", "free"],
  _embind_register_class_function: function (
    type, name, count, types, signature, invoker, method
  ) {
    boundPrototype[boundName(name)] = function (text) {
      if (!this.address) throw new Error("This was deleted");
      // Bytes that are no UTF-8 are given as they are, which a string cannot hold.
      var bytes = text instanceof Uint8Array ? text : new TextEncoder().encode(text);
      var given = _malloc(bytes.length + 4);
      HEAPU32[given >> 2] = bytes.length;
      HEAPU8.set(bytes, given + 4);
      var answer = wasmTable.get(invoker)(method, this.address, given);
      _free(given);
      var result = boundText(answer + 4, HEAPU32[answer >> 2]);
      _free(answer);
      return result;
    };
  },
});
