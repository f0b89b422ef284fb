/**
 * The module time. Local time is UTC: a page's programs should give the same output everywhere.
 */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { newString } from "../../heap/strings.ts";
import { isNone, isRef, isUnbound, refAt, setBool, setFloat, setInt, setRef } from "../../heap/values.ts";
import { isFloatValue, realNumber } from "../../objects/float.ts";
import { int_set } from "../../objects/int.ts";
import { newModule } from "../../objects/module.ts";
import { newNamespace } from "../../objects/simple_namespace.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { newTupleOf, tupleItem, tupleLength } from "../../objects/tuple.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { hasIndex, indexValue } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { host, interpreter } from "../../runtime/tierup.ts";
import { addFunctions, addInt, addObject, type FunctionTable } from "../functions/table.ts";
import { makeStructSequence, newStructSequence } from "./struct_sequence.ts";

const FIELDS = [
  "tm_year",
  "tm_mon",
  "tm_mday",
  "tm_hour",
  "tm_min",
  "tm_sec",
  "tm_wday",
  "tm_yday",
  "tm_isdst",
];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

let structTime: Address = 0;

const seconds =
  (read: () => number) =>
  (_args: Slot, out: Slot): void =>
    setFloat(out, read());
const nanoseconds =
  (read: () => number) =>
  (_args: Slot, out: Slot): void =>
    // Whole microseconds: more digits would only be noise of the conversion.
    int_set(out, BigInt(Math.round(read() * 1e6)) * 1000n);

const wall = (): number => host.wallSeconds();
const steady = (): number => host.monotonicMs() / 1000;

function time_sleep(args: Slot): void {
  if (!isFloatValue(args) && !hasIndex(args)) {
    throw raise(T.TypeError, `'${typeNameOf(args)}' object cannot be interpreted as an integer or float`);
  }
  const length = realNumber(args);
  if (length !== length) throw raise(T.ValueError, "Invalid value NaN (not a number)");
  if (length < 0) throw raise(T.ValueError, "sleep length must be non-negative");
  interpreter.sleep(length);
}

/** The nine fields of a moment. */
type Moment = readonly number[];

function momentAt(secondsSinceEpoch: number): Moment {
  const date = new Date(Math.floor(secondsSinceEpoch) * 1000);
  if (Number.isNaN(date.getTime()))
    throw raise(T.OverflowError, "timestamp out of range for platform time_t");
  const yearDay = Math.floor(
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
      Date.UTC(date.getUTCFullYear(), 0, 1)) /
      86400000,
  );
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7,
    yearDay + 1,
    0,
  ];
}

const argumentSeconds = (slot: Slot): number => (isUnbound(slot) || isNone(slot) ? wall() : realNumber(slot));

function time_gmtime(args: Slot, out: Slot): void {
  const moment = momentAt(argumentSeconds(args));
  setRef(
    out,
    newStructSequence(structTime, 9, (slot, i) => setInt(slot, moment[i] as number)),
  );
}

/** The moment in a `struct_time` or a tuple of nine ints, or now. */
function momentArgument(slot: Slot): Moment {
  if (isUnbound(slot)) return momentAt(wall());
  if (!isRef(slot) || !isInstance(slot, T.tuple))
    throw raise(T.TypeError, "Tuple or struct_time argument required");
  const tuple = refAt(slot);
  if (tupleLength(tuple) < 9) throw raise(T.TypeError, "function takes exactly 9 arguments");
  return Array.from({ length: 9 }, (_, i) => indexValue(tupleItem(tuple, i)));
}

const two = (value: number): string => String(value).padStart(2, "0");

function formatMoment(template: string, moment: Moment): string {
  const [year, month, day, hour, minute, second, weekday, yearDay] = moment as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const week = (first: number): number => Math.floor((yearDay + 6 - ((weekday - first + 7) % 7)) / 7);
  return template.replace(/%(.)/gs, (whole, code: string) => {
    switch (code) {
      case "Y":
        return String(year);
      case "y":
        return two(((year % 100) + 100) % 100);
      case "C":
        return two(Math.floor(year / 100));
      case "m":
        return two(month);
      case "d":
        return two(day);
      case "e":
        return String(day).padStart(2);
      case "H":
        return two(hour);
      case "I":
        return two(hour % 12 === 0 ? 12 : hour % 12);
      case "M":
        return two(minute);
      case "S":
        return two(second);
      case "p":
        return hour < 12 ? "AM" : "PM";
      case "j":
        return String(yearDay).padStart(3, "0");
      case "w":
        return String((weekday + 1) % 7);
      case "u":
        return String(weekday + 1);
      case "a":
        return (DAYS[weekday] as string).slice(0, 3);
      case "A":
        return DAYS[weekday] as string;
      case "b":
      case "h":
        return (MONTHS[month - 1] as string).slice(0, 3);
      case "B":
        return MONTHS[month - 1] as string;
      case "c":
        return formatMoment("%a %b %e %H:%M:%S %Y", moment);
      case "x":
      case "D":
        return formatMoment("%m/%d/%y", moment);
      case "X":
      case "T":
        return formatMoment("%H:%M:%S", moment);
      case "R":
        return formatMoment("%H:%M", moment);
      case "F":
        return formatMoment("%Y-%m-%d", moment);
      case "r":
        return formatMoment("%I:%M:%S %p", moment);
      case "U":
        return two(week(6));
      case "W":
        return two(week(0));
      case "Z":
        return "UTC";
      case "z":
        return "+0000";
      case "s":
        return String(secondsOf(moment));
      case "n":
        return "\n";
      case "t":
        return "\t";
      case "%":
        return "%";
      default:
        return whole;
    }
  });
}

const secondsOf = (moment: Moment): number =>
  Date.UTC(moment[0] as number, (moment[1] as number) - 1, moment[2], moment[3], moment[4], moment[5]) / 1000;

function time_strftime(args: Slot, out: Slot): void {
  if (!isStrValue(args))
    throw raise(T.TypeError, `strftime() argument 1 must be str, not ${typeNameOf(args)}`);
  setRef(out, newString(formatMoment(textOf(args), momentArgument(args + 8))));
}

function time_mktime(args: Slot, out: Slot): void {
  setFloat(out, secondsOf(momentArgument(args)));
}

/** What a clock is made of; whether it only goes forward, and whether it can be set. */
const CLOCKS: Readonly<
  Record<string, readonly [implementation: string, monotonic: boolean, adjustable: boolean]>
> = {
  time: ["Date.now()", false, true],
  monotonic: ["performance.now()", true, false],
  perf_counter: ["performance.now()", true, false],
  process_time: ["performance.now()", true, false],
  thread_time: ["performance.now()", true, false],
};
/** Seconds. The hosts' clocks are finer on the command line and coarser on a page. */
const RESOLUTION = 1e-6;

function time_getClockInfo(args: Slot, out: Slot): void {
  if (!isStrValue(args))
    throw raise(T.TypeError, `get_clock_info() argument 1 must be str, not ${typeNameOf(args)}`);
  const clock = CLOCKS[textOf(args)];
  if (clock === undefined) throw raise(T.ValueError, "unknown clock");
  const [implementation, monotonic, adjustable] = clock;
  const namespace = newNamespace({
    implementation: (slot) => setRef(slot, newString(implementation)),
    monotonic: (slot) => setBool(slot, monotonic),
    adjustable: (slot) => setBool(slot, adjustable),
    resolution: (slot) => setFloat(slot, implementation === "Date.now()" ? 1e-3 : RESOLUTION),
  });
  setRef(out, namespace);
}

const FUNCTIONS: FunctionTable = {
  time: ["()", seconds(wall), "Return the current time in seconds since the Epoch."],
  time_ns: ["()", nanoseconds(wall)],
  perf_counter: ["()", seconds(steady), "Return the value of a performance counter in fractional seconds."],
  perf_counter_ns: ["()", nanoseconds(steady)],
  monotonic: ["()", seconds(steady), "Return the value of a clock that cannot go backwards."],
  monotonic_ns: ["()", nanoseconds(steady)],
  process_time: ["()", seconds(steady), "Return the time that the program has run, in seconds."],
  process_time_ns: ["()", nanoseconds(steady)],
  thread_time: ["()", seconds(steady)],
  get_clock_info: ["(name, /)", time_getClockInfo, "Return what is known of a clock, as a namespace."],
  sleep: ["(seconds, /)", time_sleep, "Delay execution for a number of seconds."],
  gmtime: ["(seconds=None, /)", time_gmtime, "Convert seconds since the Epoch to a struct_time in UTC."],
  localtime: [
    "(seconds=None, /)",
    time_gmtime,
    "Convert seconds since the Epoch to a struct_time in local time.",
  ],
  mktime: ["(tuple, /)", time_mktime, "Convert a struct_time in local time to seconds since the Epoch."],
  strftime: [
    "(format, tuple=<unrepresentable>, /)",
    time_strftime,
    "Convert a struct_time to a string by a format.",
  ],
  asctime: [
    "(tuple=<unrepresentable>, /)",
    (args, out) => setRef(out, newString(formatMoment("%c", momentArgument(args)))),
  ],
  ctime: [
    "(seconds=None, /)",
    (args, out) => setRef(out, newString(formatMoment("%c", momentAt(argumentSeconds(args))))),
  ],
};

export function makeTimeModule(): Address {
  const module = newModule("time");
  structTime = makeStructSequence("time.struct_time", FIELDS, true);
  addObject(module, "struct_time", structTime);
  addFunctions(module, FUNCTIONS);
  for (const name of ["timezone", "altzone", "daylight"]) addInt(module, name, 0);
  addObject(module, "tzname", newTupleOf(newString("UTC"), newString("UTC")));
  return module;
}
