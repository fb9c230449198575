// The one class that is bound takes strings and returns strings. Embind
// registers every built-in type at start; dropping the converters of those that
// never cross takes 1 KB off the compressed glue.
mergeInto(LibraryManager.library, {
  _embind_register_bool: function () {},
  _embind_register_integer: function () {},
  _embind_register_bigint: function () {},
  _embind_register_float: function () {},
  _embind_register_std_wstring: function () {},
  _embind_register_emval: function () {},
  _embind_register_memory_view: function () {},
});
