/**
 * Names that the runtime itself looks up, interned once: `N.__init__` is the address of an interned str.
 *
 * A literal object, so that an access is a load at a fixed place. The zeros are replaced by `resetNames`, which must
 * run after `resetInterned` and before anything else of the object model.
 */
import type { Address } from "../heap/layout.ts";
import { intern } from "../heap/strings.ts";

// biome-ignore format: a word list
export const N = {
  __abs__: 0, __add__: 0, __aenter__: 0, __aexit__: 0, __aiter__: 0, __all__: 0, __and__: 0, __anext__: 0,
  __annotate__: 0, __annotate_func__: 0, __annotations__: 0, __await__: 0, __bases__: 0, __bool__: 0, __builtins__: 0,
  __bytes__: 0, __call__: 0, __cause__: 0, __class__: 0, __class_getitem__: 0, __classcell__: 0, __classdict__: 0,
  __classdictcell__: 0, __complex__: 0,
  __contains__: 0, __context__: 0, __copy__: 0, __ceil__: 0, __deepcopy__: 0, __del__: 0, __delattr__: 0, __delete__: 0,
  __delitem__: 0, __dict__: 0, __dir__: 0, __divmod__: 0, __doc__: 0, __enter__: 0, __eq__: 0, __exit__: 0, __file__: 0,
  __float__: 0, __floor__: 0, __floordiv__: 0, __format__: 0, __ge__: 0, __get__: 0, __getattr__: 0,
  __getattribute__: 0, __getitem__: 0, __getstate__: 0, __gt__: 0, __hash__: 0, __iadd__: 0, __iand__: 0,
  __ifloordiv__: 0, __ilshift__: 0, __imatmul__: 0, __imod__: 0, __import__: 0, __imul__: 0, __index__: 0, __init__: 0,
  __init_subclass__: 0, __instancecheck__: 0, __int__: 0, __invert__: 0, __ior__: 0, __ipow__: 0, __irshift__: 0,
  __isub__: 0, __isabstractmethod__: 0, __iter__: 0, __itruediv__: 0, __ixor__: 0, __le__: 0, __len__: 0,
  __length_hint__: 0, __loader__: 0, __lshift__: 0, __lt__: 0, __main__: 0, __match_args__: 0, __matmul__: 0,
  __missing__: 0, __mod__: 0, __module__: 0, __mro_entries__: 0, __mul__: 0, __name__: 0, __ne__: 0, __neg__: 0,
  __new__: 0, __next__: 0, __notes__: 0, __or__: 0, __package__: 0, __path__: 0, __pos__: 0, __pow__: 0,
  __prepare__: 0, __qualname__: 0, __radd__: 0, __rand__: 0, __rdivmod__: 0, __reduce__: 0, __reduce_ex__: 0,
  __repr__: 0, __reversed__: 0, __rfloordiv__: 0, __rlshift__: 0, __rmatmul__: 0, __rmod__: 0, __rmul__: 0, __ror__: 0,
  __round__: 0, __rpow__: 0, __rrshift__: 0, __rshift__: 0, __rsub__: 0, __rtruediv__: 0, __rxor__: 0, __set__: 0,
  __set_name__: 0, __setattr__: 0, __setitem__: 0, __sizeof__: 0, __slots__: 0, __spec__: 0, __static_attributes__: 0,
  __str__: 0, __sub__: 0, __subclasscheck__: 0, __subclasshook__: 0, __suppress_context__: 0, __traceback__: 0,
  __truediv__: 0, __trunc__: 0, __type_params__: 0, __weakref__: 0, __wrapped__: 0, __xor__: 0, __firstlineno__: 0,
  __abstractmethods__: 0, __orig_bases__: 0, __origin__: 0, __args__: 0, __parameters__: 0, __debug__: 0,
  append: 0, args: 0, builtins: 0, cls: 0, close: 0, code: 0, copy: 0, default: 0, extend: 0, fget: 0, flush: 0, get: 0, items: 0,
  join: 0, key: 0, keys: 0, metaclass: 0, msg: 0, name: 0, path: 0, reverse: 0, self: 0, send: 0, stdout: 0, stderr: 0,
  throw: 0, update: 0, value: 0, values: 0, write: 0, __getnewargs__: 0, __iterator__: 0, _: 0, __mro__: 0,
  __self__: 0, __func__: 0, __thisclass__: 0, __self_class__: 0, __objclass__: 0, __text_signature__: 0,
} satisfies Record<string, Address>;

export function resetNames(): void {
  const names: Record<string, Address> = N;
  for (const name of Object.keys(names)) names[name] = intern(name);
}
