import { beforeEach, describe, expect, it } from "vitest";
import { allTypes } from "../objects/define.ts";
import { newList } from "../objects/list.ts";
import { str_concat } from "../objects/text.ts";
import { newTuple } from "../objects/tuple.ts";
import { importRoots } from "../runtime/import.ts";
import { bootForTest } from "../test/objects/boot.ts";
import { allocateCell } from "./allocate.ts";
import { collect } from "./gc/collect.ts";
import type { Address } from "./layout.ts";
import * as L from "./layout.ts";
import { I32 } from "./memory.ts";
import { addRoots } from "./roots.ts";
import { newString } from "./strings.ts";
import { setNone, setRef } from "./values.ts";
import { verifyHeap } from "./verify.ts";

describe("the heap verifier", () => {
  let tuple: Address;

  beforeEach(() => {
    bootForTest();
    setNone(L.STATE_RESULT);
    tuple = newTuple(1);
    setRef(tuple + L.TUPLE_ITEMS, newString("kept by the tuple"));
    addRoots((visit) => {
      visit.object(tuple);
      for (const { type } of allTypes()) visit.object(type);
      for (const root of importRoots()) visit.object(root);
    });
    collect();
  });

  it("finds nothing wrong with a booted heap", () => {
    expect(verifyHeap).not.toThrow();
  });

  it("finds a reference to a freed cell", () => {
    const lost = newString("not reachable");
    collect();
    setRef(tuple + L.TUPLE_ITEMS, lost);
    expect(verifyHeap).toThrow(/'tuple' object at \d+: an item was freed/);
  });

  it("finds a reference into the middle of a cell", () => {
    setRef(tuple + L.TUPLE_ITEMS, tuple + 4);
    expect(verifyHeap).toThrow(/an item is not the address of a cell/);
  });

  it("finds a tag that is none", () => {
    I32[(tuple + L.TUPLE_ITEMS + 4) >> 2] = L.TAG_UNBOUND - 1;
    expect(verifyHeap).toThrow(/an item has no such tag/);
  });

  it("finds a type that is no type", () => {
    setNone(tuple + L.TUPLE_ITEMS);
    const odd = allocateCell(32);
    I32[odd >> 2] = tuple;
    I32[(odd + L.OBJ_GC) >> 2] = 0;
    expect(verifyHeap).toThrow(/its type is not a type/);
  });

  it("finds a list that says it is longer than its storage", () => {
    const list = newList(4);
    I32[(list + L.LIST_LENGTH) >> 2] = 9;
    expect(verifyHeap).toThrow(/'list' object at \d+: its length exceeds its capacity of 4 \(9\)/);
  });

  it("finds storage that two objects share", () => {
    const [one, two] = [newList(4), newList(4)];
    I32[(two + L.LIST_ITEMS) >> 2] = I32[(one + L.LIST_ITEMS) >> 2];
    expect(verifyHeap).toThrow(/its items belong to another object/);
  });

  it("finds a text that ends behind what its buffer holds", () => {
    const base = newString("x".repeat(L.GROWS_FROM));
    const [one, two] = [str_concat(base, newString("1")), str_concat(base, newString("2"))];
    I32[(two + L.STR_BUFFER) >> 2] = I32[(one + L.STR_BUFFER) >> 2];
    expect(verifyHeap).not.toThrow();
    I32[(two + L.STR_LENGTH) >> 2]++;
    expect(verifyHeap).toThrow(/its buffer holds 513 bytes of 577 \(514\)/);
  });
});
