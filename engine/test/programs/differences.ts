/**
 * Where the engine knowingly differs from CPython, each with the program that shows it and the reason. These programs
 * are skipped in every setting, counted as neither passed nor failed; in Tier 1 one test asks whether each still
 * differs, so that nothing stays in this list once it works.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  "cases/str_named_characters": "there is no table of the names of characters",
  "cases/warnings_syntax": "the compiler gives no SyntaxWarning",
};
