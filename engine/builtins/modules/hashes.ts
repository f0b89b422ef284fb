/**
 * _md5, _sha1, _sha2, _sha3 and _blake2: what `hashlib` is made of.
 *
 * The functions themselves are in base/hashes; an object's running state is kept beside it, by its address, until the
 * collector takes the object.
 */
import { Blake2 } from "../../base/hashes/blake2.ts";
import { ChainHash, type ChainKind, type Hash } from "../../base/hashes/block.ts";
import { MD5 } from "../../base/hashes/md5.ts";
import { SHA1 } from "../../base/hashes/sha1.ts";
import { SHA224, SHA256, SHA384, SHA512 } from "../../base/hashes/sha2.ts";
import { SPONGES, Sponge, type SpongeKind } from "../../base/hashes/sha3.ts";
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { addWeakVisitor } from "../../heap/roots.ts";
import { intern, newString } from "../../heap/strings.ts";
import { isNone, isUnbound, refAt, setInt, setRef, typeOf } from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { bytesOf, isBytesLike, newBytes } from "../../objects/bytes.ts";
import { type GetSetRow, type MethodRow, makeType } from "../../objects/define.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue } from "../../objects/str.ts";
import { typeNameOf } from "../../objects/type.ts";
import { isTrue } from "../../runtime/compare.ts";
import { indexValue, toIndexBigInt } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { addFunctions, addInt, addObject, addText } from "../functions/table.ts";

/** The running states of one module's objects. */
class States {
  private readonly hashes = new Map<Address, Hash>();

  constructor() {
    const { hashes } = this;
    addWeakVisitor((isAlive) => {
      for (const object of hashes.keys()) if (!isAlive(object)) hashes.delete(object);
    });
  }

  readonly of = (self: Slot): Hash => this.hashes.get(refAt(self)) as Hash;

  newObject(type: Address, hash: Hash): Address {
    const object = allocateOf(type);
    this.hashes.set(object, hash);
    return object;
  }
}

/** A copy of the bytes to be hashed. */
function dataArgument(slot: Slot): Uint8Array {
  if (isStrValue(slot)) throw raise(T.TypeError, "Strings must be encoded before hashing");
  if (!isBytesLike(slot)) throw raise(T.TypeError, "object supporting the buffer API required");
  return bytesOf(slot).slice();
}

function hexText(bytes: Uint8Array): Address {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return newString(text);
}

const methodsOf = (states: States): Record<string, MethodRow> => ({
  update: [
    "(self, obj, /)",
    (args) => states.of(args).update(dataArgument(args + 8)),
    "Update this hash object's state with the provided bytes-like object.",
  ],
  digest: [
    "(self, /)",
    (args, out) => setRef(out, newBytes(states.of(args).digest())),
    "Return the digest value as a bytes object.",
  ],
  hexdigest: [
    "(self, /)",
    (args, out) => setRef(out, hexText(states.of(args).digest())),
    "Return the digest value as a string of hexadecimal digits.",
  ],
  copy: [
    "(self, /)",
    (args, out) => setRef(out, states.newObject(typeOf(args), states.of(args).copy())),
    "Return a copy of the hash object.",
  ],
});

const getsetOf = (states: States): Record<string, GetSetRow> => ({
  name: [(self, out) => setRef(out, intern(states.of(self).name))],
  digest_size: [(self, out) => setInt(out, states.of(self).digestBytes)],
  block_size: [(self, out) => setInt(out, states.of(self).blockBytes)],
});

/** What a constructor is given to begin with: as `data`, or by its old name. */
function initialData(data: Slot, string: Slot): Uint8Array | null {
  const named = !isUnbound(string) && !isNone(string);
  if (!isUnbound(data) && named)
    throw raise(
      T.TypeError,
      "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
    );
  if (named) return dataArgument(string);
  return isUnbound(data) ? null : dataArgument(data);
}

/** Enters a type that is made by a function of the module, and that function. */
function addChain(module: Address, states: States, typeName: string, shownAs: string, kind: ChainKind): void {
  const [moduleName] = typeName.split(".");
  const type = makeType(typeName, {
    module: moduleName as string,
    methods: methodsOf(states),
    getset: getsetOf(states),
  });
  addObject(module, shownAs, type);
  addFunctions(module, {
    [kind.name]: [
      "(data=b'', *, usedforsecurity=True, string=None)",
      (args, out) => {
        const data = initialData(args, args + 16);
        const hash = new ChainHash(kind);
        if (data !== null) hash.update(data);
        setRef(out, states.newObject(type, hash));
      },
      `Return a new ${kind.name.toUpperCase()} hash object; optionally initialized with a string.`,
    ],
  });
}

/** Makes the module _md5. */
export function makeMd5(): Address {
  const module = newModule("_md5");
  addChain(module, new States(), "_md5.md5", "MD5Type", MD5);
  return module;
}

/** Makes the module _sha1. */
export function makeSha1(): Address {
  const module = newModule("_sha1");
  addChain(module, new States(), "_sha1.sha1", "SHA1Type", SHA1);
  return module;
}

/** Makes the module _sha2. */
export function makeSha2(): Address {
  const module = newModule("_sha2");
  const states = new States();
  for (const kind of [SHA224, SHA256, SHA384, SHA512]) {
    const name = `${kind.name.toUpperCase()}Type`;
    addChain(module, states, `_sha2.${name}`, name, kind);
  }
  return module;
}

// ---- SHA-3 -----------------------------------------------------------------------------------------------------------

const LONGEST_OUTPUT = 2 ** 29;

function outputLength(slot: Slot): number {
  const length = indexValue(slot);
  if (length < 0) throw raise(T.ValueError, "Cannot convert negative int");
  if (length >= LONGEST_OUTPUT) throw raise(T.ValueError, "length is too large");
  return length;
}

const shakeMethodsOf = (states: States): Record<string, MethodRow> => ({
  ...methodsOf(states),
  digest: [
    "(self, length)",
    (args, out) => setRef(out, newBytes(states.of(args).digest(outputLength(args + 8)))),
    "Return the digest value as a bytes object.",
  ],
  hexdigest: [
    "(self, length)",
    (args, out) => setRef(out, hexText(states.of(args).digest(outputLength(args + 8)))),
    "Return the digest value as a string of hexadecimal digits.",
  ],
});

/** Makes the module _sha3. */
export function makeSha3(): Address {
  const module = newModule("_sha3");
  const states = new States();
  const rate = (self: Slot): number => 8 * states.of(self).blockBytes;
  for (const kind of Object.values(SPONGES) as SpongeKind[]) {
    const type: Address = makeType(`_sha3.${kind.name}`, {
      module: "_sha3",
      doc: `${kind.name}([data], *, usedforsecurity=True) -> ${kind.digestBytes === 0 ? "SHAKE" : "SHA3"} object`,
      methods: {
        __new__: [
          "(cls, data=b'', /, *, usedforsecurity=True, string=None)",
          (args, out) => {
            const data = initialData(args + 8, args + 24);
            const hash = new Sponge(kind);
            if (data !== null) hash.update(data);
            setRef(out, states.newObject(refAt(args), hash));
          },
        ],
        ...(kind.digestBytes === 0 ? shakeMethodsOf : methodsOf)(states),
      },
      getset: {
        ...getsetOf(states),
        _rate_bits: [(self, out) => setInt(out, rate(self))],
        _capacity_bits: [(self, out) => setInt(out, 1600 - rate(self))],
        _suffix: [(self, out) => setRef(out, newBytes([(states.of(self) as Sponge).suffix]))],
      },
    });
    addObject(module, kind.name, type);
  }
  addText(module, "implementation", "HACL");
  return module;
}

// ---- BLAKE2 ----------------------------------------------------------------------------------------------------------

interface Blake2Limits {
  readonly digest: number;
  readonly salt: number;
  readonly person: number;
  /** Bits of a node's offset. */
  readonly offset: bigint;
}

function limitedBytes(slot: Slot, limit: number, what: string): Uint8Array {
  if (isUnbound(slot)) return new Uint8Array(0);
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(slot)}'`);
  const bytes = bytesOf(slot).slice();
  if (bytes.length > limit) throw raise(T.ValueError, `maximum ${what} length is ${limit} bytes`);
  return bytes;
}

function limitedInt(slot: Slot, otherwise: number, low: number, high: number, message: string): number {
  if (isUnbound(slot)) return otherwise;
  const value = indexValue(slot);
  if (value < low || value > high) throw raise(T.ValueError, message);
  return value;
}

/** The arguments after the class, in the order of the signature. */
function newBlake2(wide: boolean, limits: Blake2Limits, args: Slot): Blake2 {
  const name = wide ? "Blake2b" : "Blake2s";
  const at = (index: number): Slot => args + 8 * index;
  const data = initialData(at(1), at(14));
  const digestBytes = isUnbound(at(2)) ? limits.digest : indexValue(at(2));
  if (digestBytes <= 0 || digestBytes > limits.digest)
    throw raise(
      T.ValueError,
      `digest_size for ${name} must be between 1 and ${limits.digest} bytes, here it is ${digestBytes}`,
    );
  const salt = limitedBytes(at(4), limits.salt, "salt");
  const person = limitedBytes(at(5), limits.person, "person");
  const fanout = limitedInt(at(6), 1, 0, 255, "fanout must be between 0 and 255");
  const depth = limitedInt(at(7), 1, 1, 255, "depth must be between 1 and 255");
  const leafBytes = isUnbound(at(8)) ? 0n : toIndexBigInt(at(8));
  if (leafBytes < 0n) throw raise(T.ValueError, "Cannot convert negative int");
  if (leafBytes > 0xffffffffn) throw raise(T.OverflowError, "leaf_size is too large");
  const nodeOffset = isUnbound(at(9)) ? 0n : toIndexBigInt(at(9));
  if (nodeOffset < 0n) throw raise(T.ValueError, "Cannot convert negative int");
  if (nodeOffset >= 1n << 64n) throw raise(T.OverflowError, "int too big to convert");
  if (nodeOffset >= 1n << limits.offset) throw raise(T.OverflowError, "node_offset is too large");
  const nodeDepth = limitedInt(at(10), 0, 0, 255, "node_depth must be between 0 and 255");
  const innerBytes = limitedInt(
    at(11),
    0,
    0,
    limits.digest,
    `inner_size must be between 0 and is ${limits.digest}`,
  );
  const key = limitedBytes(at(3), limits.digest, "key");
  const lastNode = !isUnbound(at(12)) && isTrue(at(12));
  const hash = new Blake2(wide, {
    digestBytes,
    key,
    salt,
    person,
    fanout,
    depth,
    leafBytes: Number(leafBytes),
    nodeOffset,
    nodeDepth,
    innerBytes,
    lastNode,
  });
  if (data !== null) hash.update(data);
  return hash;
}

function addBlake2(module: Address, states: States, name: string, wide: boolean, limits: Blake2Limits): void {
  const constants = {
    SALT_SIZE: limits.salt,
    PERSON_SIZE: limits.person,
    MAX_KEY_SIZE: limits.digest,
    MAX_DIGEST_SIZE: limits.digest,
  };
  const type: Address = makeType(`_blake2.${name}`, {
    module: "_blake2",
    doc: `Return a new ${wide ? "BLAKE2b" : "BLAKE2s"} hash object.`,
    methods: {
      __new__: [
        "(cls, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, " +
          "node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)",
        (args, out) => setRef(out, states.newObject(refAt(args), newBlake2(wide, limits, args))),
      ],
      ...methodsOf(states),
    },
    getset: getsetOf(states),
    constants: Object.fromEntries(
      Object.entries(constants).map(([constant, value]) => [constant, (out: Slot) => setInt(out, value)]),
    ),
  });
  addObject(module, name, type);
}

/** Makes the module _blake2. */
export function makeBlake2(): Address {
  const module = newModule("_blake2");
  const states = new States();
  addBlake2(module, states, "blake2b", true, { digest: 64, salt: 16, person: 16, offset: 64n });
  addBlake2(module, states, "blake2s", false, { digest: 32, salt: 8, person: 8, offset: 48n });
  addInt(module, "_GIL_MINSIZE", 2048);
  return module;
}
