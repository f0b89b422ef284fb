/**
 * Brings the object model up: every built-in type, in an order in which each comes after its base.
 *
 * A memory with an allocator must be there (`createMemory`, `resetAllocator`). The module `builtins` and what else is
 * importable are the business of engine/builtins, above this.
 */
import { resetShapes } from "../heap/shapes.ts";
import { resetInterned } from "../heap/strings.ts";
import { resetCalls } from "../runtime/call.ts";
import { resetImports } from "../runtime/import.ts";
import { resetNames } from "../runtime/names.ts";
import { resetNatives } from "../runtime/native.ts";
import { resetProtocols } from "../runtime/protocols.ts";
import { resetSources } from "../runtime/sources.ts";
import { resetState } from "../runtime/state.ts";
import { defineBoolType } from "./bool.ts";
import { defineBytesTypes } from "./bytes.ts";
import { defineComplexType } from "./complex.ts";
import { resetContainerRepr } from "./container_repr.ts";
import { createStaticTypes, resetTypes } from "./define.ts";
import { defineDescriptorTypes } from "./descriptors.ts";
import { defineDictType } from "./dict.ts";
import { defineCombinedIteratorTypes } from "./enumerate.ts";
import { defineExceptionTypes } from "./exceptions.ts";
import { defineFloatType } from "./float.ts";
import { defineFunctionTypes, resetFunctions } from "./function.ts";
import { defineIntType, resetIntLimits } from "./int.ts";
import { defineIteratorTypes } from "./iterators.ts";
import { defineListType } from "./list.ts";
import { defineMemoryviewType } from "./memoryview.ts";
import { defineModuleType, resetModules } from "./module.ts";
import { defineNoneType } from "./none.ts";
import { defineObjectType } from "./object.ts";
import { defineRangeType } from "./range.ts";
import { defineFrozensetType, defineSetType } from "./set.ts";
import { defineSimpleNamespaceType } from "./simple_namespace.ts";
import { defineSingletonTypes } from "./singletons.ts";
import { defineSliceType } from "./slice.ts";
import { defineStrType } from "./str.ts";
import { defineSuperType } from "./super.ts";
import { defineTemplateTypes } from "./template.ts";
import { resetText } from "./text.ts";
import { defineTracebackTypes } from "./traceback_object.ts";
import { defineTupleType, emptyTuple } from "./tuple.ts";
import { defineTypeType, resetTypeCache } from "./type.ts";
import { defineUnionTypes } from "./union.ts";
import { defineMappingProxyType, defineViewTypes } from "./views.ts";

/** The types with an order among them: a base, then what derives from it. The rest derive from `object`. */
const DEFINITIONS: readonly (() => void)[] = [
  defineObjectType,
  defineTypeType,
  defineIntType,
  defineBoolType,
  defineFloatType,
  defineComplexType,
  defineNoneType,
  defineSingletonTypes,
  defineStrType,
  defineBytesTypes,
  defineMemoryviewType,
  defineTupleType,
  defineListType,
  defineDictType,
  defineSetType,
  defineFrozensetType,
  defineRangeType,
  defineSliceType,
  defineDescriptorTypes,
  defineFunctionTypes,
  defineSuperType,
  defineModuleType,
  defineIteratorTypes,
  defineCombinedIteratorTypes,
  defineViewTypes,
  defineMappingProxyType,
  defineUnionTypes,
  defineSimpleNamespaceType,
  defineTemplateTypes,
  defineTracebackTypes,
  defineExceptionTypes,
];

/**
 * Resets the state of heap/strings, heap/shapes and everything in runtime/ and objects/ (but loaded code), and defines
 * the built-in types. `more` are definitions from above, such as that of generators.
 */
export function bootObjects(more: readonly (() => void)[] = []): void {
  resetInterned();
  resetShapes();
  resetState();
  resetNatives();
  resetCalls();
  resetSources();
  resetProtocols();
  resetTypes();
  resetTypeCache();
  resetFunctions();
  resetModules();
  resetContainerRepr();
  resetText();
  resetIntLimits();
  resetNames();
  emptyTuple();
  createStaticTypes();
  for (const define of DEFINITIONS) define();
  for (const define of more) define();
  resetImports();
}
